import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../../../shared/http/", import.meta.url));

/** One exchange with the reference. */
export interface Recording {
  /** "034_list" */
  name: string;
  number: number;
  request: {
    method: string;
    path: string;
    as_user: string | null;
    headers: Record<string, string>;
    body: unknown;
    raw: string | null;
  };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

/** All of them in the order they were made; throws when they are not beside the checkout. */
export function recordings(): Recording[] {
  if (!existsSync(folder)) throw new Error(`This test needs ${folder}: put the recordings beside the checkout.`);
  return readdirSync(folder)
    .filter((file) => /^\d{3}_.*\.json$/.test(file))
    .sort()
    .map((file) => ({
      name: file.slice(0, -".json".length),
      number: Number(file.slice(0, 3)),
      ...JSON.parse(readFileSync(join(folder, file), "utf8")),
    }));
}
