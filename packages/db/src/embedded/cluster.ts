import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@datalab/errors";
import type { Launcher } from "./unprivileged.ts";

export interface Cluster {
  folder: string;
  user: string;
  password: string;
}

const user = "datalab";

/** Opens the cluster of a data folder; the first time it is made, beside its final place, so a half-made one is never used. */
export function openCluster(dataDir: string, initdb: string, launcher: Launcher): Cluster {
  const folder = join(dataDir, "cluster");
  const passwordFile = join(dataDir, "password");
  if (!existsSync(folder)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    launcher.own(dataDir);
    writeFileSync(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
    launcher.own(passwordFile);
    initialise({ folder, passwordFile, initdb, launcher });
  }
  chmodSync(folder, 0o700);
  return { folder, user, password: readFileSync(passwordFile, "utf8") };
}

function initialise(cluster: { folder: string; passwordFile: string; initdb: string; launcher: Launcher }) {
  const draft = `${cluster.folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const { file, args, options } = cluster.launcher.command(cluster.initdb, [
    ...["-D", draft, "-U", user, "-A", "scram-sha-256", `--pwfile=${cluster.passwordFile}`],
    ...["-E", "UTF8", "--locale=C", "--no-sync"],
  ]);
  const made = spawnSync(file, args, { uid: options.uid, gid: options.gid, encoding: "utf8" });
  if (made.status !== 0) {
    throw new AppError("internal", "db.embedded_failed", "The embedded PostgreSQL could not make its data folder.", {
      cause: made.error ?? new Error(made.stderr),
    });
  }
  renameSync(draft, cluster.folder);
}
