import { createPool } from "@datalab/kernels";
import { afterAll, expect, it } from "vitest";
import { noise, plainImage, storeImages } from "../../test/plain-images.ts";
import { runOperation } from "../../test/run-operation.ts";
import normalization from "./normalization.ts";
import subtraction from "./subtraction.ts";

const pool = createPool({ threads: 1 });
afterAll(() => pool.close());

const four = ["a", "b", "c", "d"];
const files = four.map((basename) => ({ basename, source: "archive" }));

it.each([
  { definition: normalization, input: { input_files: files }, most: 1 },
  { definition: subtraction, input: { input_files: files, subtraction_file: [files[0]] }, most: 2 },
])("$definition.name lets go of each file when it is done with it", async ({ definition, input, most }) => {
  const stored = await storeImages(Object.fromEntries(four.map((name, i) => [name, plainImage(9, 9, noise(i))])));
  let [held, largest] = [0, 0];
  await runOperation(definition, input, stored, pool, {
    async openFrame({ basename }) {
      largest = Math.max(largest, ++held);
      return { path: stored.get(basename)!, release: async () => void held-- };
    },
  });
  expect(largest).toBe(most);
});
