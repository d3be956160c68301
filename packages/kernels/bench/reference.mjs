import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { startPartner } from "./partner.mjs";

const python = "/usr/bin/python3";

/** Starts the astropy process beside us; undefined where it is not installed. */
export async function startReference(paths) {
  if (spawnSync(python, ["-c", "import astropy, numpy"]).status !== 0) return undefined;
  return startPartner(python, [fileURLToPath(new URL("reference.py", import.meta.url)), ...paths]);
}
