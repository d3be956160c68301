import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as fits from "./index.ts";

const folder = new URL("../fuzz/regressions/", import.meta.url);
const { exercise } = (await import(new URL("../fuzz/exercise.mjs", import.meta.url).href)) as {
  exercise(reader: typeof fits, bytes: Uint8Array, how: { thorough: boolean }): Promise<string>;
};
const files = readdirSync(folder).filter((name) => name.endsWith(".fits"));

it("the reader of these tests reads what is sound and says what is not", async () => {
  const sound = fits.formatFits([{ kind: "image", width: 2, height: 1, pixels: Uint8Array.of(1, 2) }]);
  expect(await exercise(fits, sound, { thorough: true })).toBe("read");
  expect(await exercise(fits, sound.subarray(0, 2881), { thorough: true })).toBe("fits.truncated");
});

it.each(files)("%s ends in a reading or a typed error", async (name) => {
  const outcome = await exercise(fits, readFileSync(new URL(name, folder)), { thorough: true });
  expect(outcome).toMatch(/^(read|fits\.[a-z_]+)$/);
});
