// Adds the platform packages that a registry mirror does not carry to package-lock.json: `npm ci` refuses a lock file that
// does not name every optional dependency, on every platform. Run it after a change of dependencies.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));
const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** What a platform package's name says about where it runs; nothing when it says nothing. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (!os || !cpu) return undefined;
  const libc = words.some((word) => word.startsWith("musl")) ? "musl" : words.includes("gnu") ? "glibc" : undefined;
  return { os: [os], cpu: [cpu], ...(libc && os === "linux" && { libc: [libc] }) };
}

const added = [];
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[place] || !platform || !/^\d/.test(version)) continue;
    lock.packages[place] = { version, ...platform, ...(entry.dev && { dev: true }), optional: true };
    added.push(`${name}@${version}`);
  }
}
const root = lock.packages[""];
const rest = Object.keys(lock.packages)
  .filter(Boolean)
  .sort((a, b) => a.localeCompare(b, "en"));
lock.packages = { "": root, ...Object.fromEntries(rest.map((place) => [place, lock.packages[place]])) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length ? `added ${added.join(", ")}` : "the lock file is complete");
