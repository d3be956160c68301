import { readFileSync } from "node:fs";
import { AppError } from "@datalab/errors";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { readSci, type SciImage } from "../../test/read-sci.ts";
import { runOperation } from "../../test/run-operation.ts";
import { sharedData, sharedFrames } from "../../test/shared-data.ts";
import { operationNamed } from "../catalogue.ts";
import type { InputData } from "../input-files.ts";

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

interface FieldCase {
  request: { operation: string; input_data: InputData };
  expected: {
    field: string;
    values: (number | string)[];
    tolerance?: number;
    or_failed?: boolean;
    or_null?: boolean;
    or_no_ctype?: boolean;
    or_starts?: string;
  };
}

/** The result of a case, or the words that refuse it. */
async function answer(name: string): Promise<{ expected: FieldCase["expected"]; image?: SciImage; refusal?: string }> {
  const { request, expected } = JSON.parse(
    readFileSync(`${sharedData}field/${name}/expected.json`, "utf8"),
  ) as FieldCase;
  const files = sharedFrames(`field/${name}`);
  try {
    const { path } = await runOperation(operationNamed(request.operation)!, request.input_data, files, pool);
    return { expected, image: await readSci(path("fits")) };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !thrown.policy.expose) throw thrown;
    return { expected, refusal: thrown.message };
  }
}

function fieldOf({ sci, pixels }: SciImage, field: string): number | string | undefined {
  if (field === "median_of_pixels") return pixels.slice().sort()[pixels.length >> 1];
  const value = sci.header.get(field.replace(/^header /, ""));
  return typeof value === "string" ? value : (value as number | undefined);
}

describe("frames from the field", () => {
  it.each(["i-exptime", "i-accent", "i-bzero-comma", "i-bzero-text", "i-wcs-comma"])(
    "%s: the right value, or a refusal that names frame, card and text",
    async (name) => {
      const { expected, image, refusal } = await answer(name);
      if (!image) {
        expect(expected.or_failed).toBe(true);
        expect(refusal).toMatch(new RegExp(`^${name}-\\d: .*[A-Z0-9]{4,8} must be .* reads `));
        return;
      }
      const value = fieldOf(image, expected.field);
      if (value === undefined) {
        const mayLack = expected.or_null || (expected.or_no_ctype && !image.sci.header.has("CTYPE1"));
        expect(mayLack).toBe(true);
      } else if (typeof value === "string") {
        expect(value.startsWith(expected.or_starts ?? String(expected.values[0]))).toBe(true);
      } else {
        const [right] = expected.values as number[];
        expect(Math.abs(value - right)).toBeLessThanOrEqual(expected.tolerance ?? 0);
      }
    },
  );

  it("i-exptime: no saturation that three different exposures do not have, and a word about it", async () => {
    const { image } = await answer("i-exptime");
    const { header } = image!.sci;
    expect(header.number("NCOMBINE")).toBe(3);
    expect(header.number("RDNOISE")).toBeCloseTo(8 * Math.sqrt(3), 9);
    expect(header.has("SATURATE")).toBe(false);
    expect(header.history().join(" ")).toContain("left out SATURATE: the exposures differ");
    expect(header.string("DATE-OBS")).toBe("2026-01-10T03:00:00.000");
  });
});

it("a stack of stacks adds up exposures and images, and is as noisy as a stack of all", async () => {
  const files = sharedFrames("field/i-exptime");
  const stacking = operationNamed("Stacking")!;
  const stackOf = async (...basenames: string[]) => {
    const input = { input_files: basenames.map((basename) => ({ basename })) };
    return (await runOperation(stacking, input, files, pool)).path("fits");
  };
  files.set("pair", await stackOf("i-exptime-0", "i-exptime-1"));
  const [nested, flat] = [
    await readSci(await stackOf("pair", "i-exptime-2")),
    await readSci(await stackOf("i-exptime-0", "i-exptime-1", "i-exptime-2")),
  ];
  for (const keyword of ["NCOMBINE", "EXPTIME", "GAIN", "DATE-OBS", "DATE-END", "FILTER", "OBJECT"]) {
    expect([keyword, nested.sci.header.get(keyword)]).toEqual([keyword, flat.sci.header.get(keyword)]);
  }
  expect(nested.sci.header.number("RDNOISE")).toBeCloseTo(flat.sci.header.number("RDNOISE")!, 9);
});
