/** Which of our packages each one may import. Nothing imports an app; tests may import anything. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  fits: ["errors"],
  kernels: ["errors", "fits"],
  operations: ["errors", "fits", "kernels"],
  db: ["errors"],
  storage: ["errors"],
  queue: ["errors"],
  archive: ["errors", "fits", "kernels"],
  services: ["errors", "operations", "kernels", "db", "storage", "archive", "queue"],
  api: ["errors", "services"],
  config: [],
  testkit: ["errors", "fits", "kernels", "archive", "db"],
  web: ["errors", "operations", "db", "storage", "archive", "queue", "services", "api", "config"],
  worker: ["errors", "operations", "kernels", "db", "storage", "archive", "queue", "services", "config"],
};

/** Modules from outside that a package must not know. */
export const mustNotKnow: Readonly<Record<string, readonly RegExp[]>> = {
  errors: [/./],
  fits: [/^node:(http|https|net|tls|dns|child_process)$/, /^undici$/, /^pg$/],
  kernels: [/^node:(http|https|net|tls|dns|child_process)$/, /^undici$/, /^pg$/],
  operations: [/^node:(http|https|net|tls|dns|child_process)$/, /^undici$/, /^pg$/],
  services: [/^next/, /^@trpc\//, /^bullmq$/, /^ioredis$/, /^@prisma\//, /^pg$/],
  api: [/^next/, /^bullmq$/, /^@prisma\//, /^pg$/],
};

/** The same input must give the same bytes, so these packages are handed time and chance as values. */
export const pure = ["fits", "kernels", "operations"] as const;
export const clockOrChance = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bcrypto\.getRandomValues\(/;
