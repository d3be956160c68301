import { afterAll, describe, expect, it } from "vitest";
import { changedFrames, fieldCase, fieldFrames, replacing } from "../../test/field-cases.ts";
import { createAnalyser } from "./analyser.ts";
import type { AnalysisName } from "./catalogue.ts";
import { parseAnalysis } from "./parse-request.ts";

const analyser = createAnalyser({ threads: 1, conventions: { parity: false, wcsToEdge: 0.5 } });
afterAll(() => analyser.close());

let version = 0;

async function answer(name: string, files = fieldFrames(name)): Promise<Record<string, unknown>> {
  const { analysis, body } = fieldCase(name).request as { analysis: AnalysisName; body: Record<string, unknown> };
  const { file, input } = parseAnalysis(analysis, body);
  const fetch = async () => ({ path: files.get(file.basename) as string, release: async () => {} });
  const keep = async () => "";
  const result = await analyser.run(analysis, input, { file, version: String(version++), fetch, keep });
  return JSON.parse(String(Buffer.from(await analyser.json(result))));
}

function expectRight(name: string, got: Record<string, unknown>): void {
  const { field, values, tolerance } = fieldCase(name).expected;
  const found = Array.isArray(field) ? field.map((key) => got[key]) : (got[field] as unknown[]);
  found.forEach((value, i) => {
    expect(Math.abs(Number(value ?? Number.NaN) - values[i])).toBeLessThanOrEqual(tolerance);
  });
}

describe("analyses of the field's frames", () => {
  it.each(["w-cunit", "w-jnow"])("%s", async (name) => {
    expectRight(name, await answer(name));
  });

  it.each(["RADESYS = 'GAPPT   '", "RADESYS = 'ICRS", "EQUINOX = 'now     '", "CRVAL1  = 150,3"])(
    "have no coordinates, and say why, with %s",
    async (card) => {
      const files = await changedFrames("w-jnow", (cards) => replacing(cards, [card], ["RADESYS"]));
      const { ra, dec, success, diagnostics } = await answer("w-jnow", files);
      expect({ ra, dec, success }).toEqual({ ra: null, dec: null, success: true });
      expect(String(diagnostics)).toContain(card.slice(0, 7).trim());
    },
  );
});
