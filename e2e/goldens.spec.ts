import { readdirSync, readFileSync } from "node:fs";
import { type Product, sharedData, worstExcess } from "@datalab/testkit";
import { type InputFile, restClient } from "./rest-client.ts";
import { expect, testWithArchive } from "./test.ts";

/** The product with an archive that serves the observatory data beside the checkout. */
const test = testWithArchive(["real", "frames", "reference-files"].map(sharedData));

function numbers(path: string, dtype: "float32" | "float64"): ArrayLike<number> {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
  return dtype === "float32" ? new Float32Array(bytes) : new Float64Array(bytes);
}

/** The reference kept some inputs in a local folder; here all of them come from the archive. */
const fromArchive = (files: InputFile[]) => files.map((file) => ({ ...file, source: "archive" }));

async function run(product: Product, files: InputFile[]) {
  const rest = restClient(product);
  return rest.finished(await rest.startMedian(fromArchive(files)));
}

/** 0 when every pixel of the written image is within half a quantisation step of the expected one. */
async function excess(product: Product, files: InputFile[], expected: ArrayLike<number>): Promise<number> {
  const operation = await run(product, files);
  expect(operation).toMatchObject({ status: "COMPLETED", message: "" });
  const written = await fetch(operation.output!.output_files[0]!.fits_url);
  return worstExcess(new Uint8Array(await written.arrayBuffer()), expected);
}

for (const kind of ["float", "int"]) {
  test(`the Median of nine telescope frames, ${kind}`, async ({ product }) => {
    const files = readdirSync(sharedData("real"))
      .filter((name) => name.startsWith(`real-hatp32-${kind}-`))
      .map((name) => ({ source: "archive", basename: name.replace(".fits.fz", "") }));
    expect(files).toHaveLength(9);
    expect(await excess(product, files, numbers(sharedData(`real/expected/median-${kind}.bin`), "float64"))).toBe(0);
  });
}

/** The reference fails here and we do not: pixels missing in one image are missing in the result. */
const COMPLETES_HERE = "median_nan";

const goldens = readdirSync(sharedData("golden")).filter((name) => name.startsWith("median_"));
for (const name of goldens) {
  const folder = sharedData(`golden/${name}`);
  const golden = JSON.parse(readFileSync(`${folder}/result.json`, "utf8"));
  const files: InputFile[] = golden.input.input_files;

  if (golden.status === "COMPLETED" || name === COMPLETES_HERE)
    test(`${name} has the reference's pixels`, async ({ product }) => {
      const { dtype } = JSON.parse(readFileSync(`${folder}/arrays/00.json`, "utf8"));
      expect(await excess(product, files, numbers(`${folder}/arrays/00.bin`, dtype))).toBe(0);
    });
  else
    test(`${name} fails as in the reference, in words`, async ({ product }) => {
      const operation = await run(product, files);
      expect(operation).toMatchObject({ status: "FAILED", output: null });
      expect(operation.message).toMatch(/^Median needs at least 2 /);
    });
}
