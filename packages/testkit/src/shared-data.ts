import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));

/** The path of a file or folder of the observatory data that lies beside the checkout; throws when it is not there. */
export function sharedData(path: string): string {
  const found = resolve(root, path);
  if (!existsSync(found)) throw new Error(`This test needs ${found}: put the shared data beside the checkout.`);
  return found;
}
