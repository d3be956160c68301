import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InputData } from "../src/input-files.ts";

/** The observatory data beside the checkout. */
export const sharedData = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
if (!existsSync(sharedData)) throw new Error(`This suite needs the shared data at ${sharedData}`);

/** The FITS files of these folders of the shared data, by basename. */
export function sharedFrames(...folders: string[]): Map<string, string> {
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(`${sharedData}${folder}`)
        .filter((name) => /\.fits(\.fz)?$/.test(name))
        .map((name) => [name.replace(/\.fits(\.fz)?$/, ""), `${sharedData}${folder}/${name}`]),
    ),
  );
}

export interface GoldenCase {
  readonly folder: string;
  readonly input: InputData;
  readonly status: string;
  // biome-ignore lint/suspicious/noExplicitAny: the reference's answers have no types
  readonly output: any;
}

/** A request and what the reference answered. */
export function goldenCase(name: string): GoldenCase {
  const folder = `${sharedData}golden/${name}/`;
  return { folder, ...JSON.parse(readFileSync(`${folder}result.json`, "utf8")) };
}
