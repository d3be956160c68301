import { type SpawnOptions, spawnSync } from "node:child_process";
import { chmodSync, chownSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@datalab/errors";

/** A way to run PostgreSQL, which refuses to run as root. */
export interface Launcher {
  command(program: string, args: string[]): { file: string; args: string[]; options: SpawnOptions };
  /** Gives a file or folder to the server's user. */
  own(path: string): void;
}

const asOurselves: Launcher = {
  command: (file, args) => ({ file, args, options: {} }),
  own: () => {},
};

/** Inside its own user namespace root is nobody special, yet keeps its access to our files. */
const inUserNamespace: Launcher = {
  command: (program, args) => ({
    file: "unshare",
    args: ["--user", "--map-user=1000", "--map-group=1000", "--", program, ...args],
    options: {},
  }),
  own: () => {},
};

const nobody = 65534;
const othersMayPass = 0o001;
/** In a container that forbids user namespaces. */
const asNobody: Launcher = {
  command: (file, args) => ({ file, args, options: { uid: nobody, gid: nobody } }),
  own(path) {
    chownSync(path, nobody, nobody);
    // The folder around the data is ours and closed; passing through shows nothing of what is in it.
    const parent = dirname(path);
    const { uid, mode } = statSync(parent);
    if (uid === 0 && !(mode & othersMayPass)) chmodSync(parent, (mode | othersMayPass) & 0o7777);
  },
};

export function chooseLauncher(postgres: string): Launcher {
  const candidates = process.getuid?.() === 0 ? [inUserNamespace, asNobody] : [asOurselves];
  const working = candidates.find((launcher) => {
    const { file, args, options } = launcher.command(postgres, ["--version"]);
    return spawnSync(file, args, { uid: options.uid, gid: options.gid, stdio: "ignore" }).status === 0;
  });
  if (working) return working;
  throw new AppError(
    "internal",
    "db.embedded_unavailable",
    "The embedded PostgreSQL cannot run here. Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
  );
}
