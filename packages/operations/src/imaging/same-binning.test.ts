import { Header, valueCard } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { afterAll, expect, it } from "vitest";
import { noise, plainImage, storeImages } from "../../test/plain-images.ts";
import { runOperation } from "../../test/run-operation.ts";
import median from "../ops/median.ts";
import stacking from "../ops/stacking.ts";
import subtraction from "../ops/subtraction.ts";
import { checkSameBinning } from "./same-binning.ts";

const pool = createPool({ threads: 1 });
afterAll(() => pool.close());

const binned = (ccdsum: string) => [valueCard("CCDSUM", ccdsum)];
const [a, b] = ["a", "b"].map((basename) => ({ basename, source: "archive" }));

it.each([
  { definition: median, input: { input_files: [a, b] } },
  { definition: stacking, input: { input_files: [a, b] } },
  { definition: subtraction, input: { input_files: [a], subtraction_file: [b] } },
])("$definition.name refuses images of different binning", async ({ definition, input }) => {
  const stored = await storeImages({
    a: { ...plainImage(8, 8, noise(1)), cards: binned("1 1") },
    b: { ...plainImage(4, 4, noise(2)), cards: binned("2 2") },
  });
  await expect(runOperation(definition, input, stored, pool)).rejects.toMatchObject({
    kind: "invalid",
    code: "operations.different_binning",
    message: expect.stringMatching(/^. is binned . × . and . . × .: their pixels do not match\.$/),
  });
});

it("images that do not state their binning, or as something else, are taken as they are", () => {
  const frames = [["1 1"], [], ["1  1 "], ["2"]].map((values, i) => ({
    basename: `${i}`,
    header: new Header(values.flatMap(binned)),
  }));
  expect(() => checkSameBinning(frames)).not.toThrow();
});
