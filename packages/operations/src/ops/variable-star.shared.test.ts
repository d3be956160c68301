import { readFileSync } from "node:fs";
import { createPool } from "@datalab/kernels";
import { afterAll, expect, it } from "vitest";
import { runOperation } from "../../test/run-operation.ts";
import { sharedData, sharedFrames } from "../../test/shared-data.ts";
import { operationTasks } from "../operation-tasks.ts";
import variableStar from "./variable-star.ts";

const pool = createPool({ threads: 1, modules: [operationTasks] });
afterAll(() => pool.close());

it("finds the period of a sine in nine points exactly an hour apart", async () => {
  const { request, expected } = JSON.parse(readFileSync(`${sharedData}field/v-evenly/expected.json`, "utf8"));
  const { result } = await runOperation(variableStar, request.input_data, sharedFrames("field/v-evenly"), pool);
  const { period_search: found } = result.output_data[0] as { period_search: PeriodSearch };
  expect(Math.abs(found.period - expected.values[0])).toBeLessThan(expected.tolerance);
  expect(found.model).toBe("harmonics");
  expect(found.harmonics).toBe(1);
  expect(found.sampling_step).toBeCloseTo(1 / 24, 7);
  expect(found.highest_frequency).toBeLessThanOrEqual(12);
  const seen = found.candidates.map(({ period }) => period);
  expect(Math.min(...seen)).toBeGreaterThan(2 / 24);
});

interface PeriodSearch {
  period: number;
  model: string;
  harmonics: number;
  sampling_step: number;
  highest_frequency: number;
  candidates: { period: number }[];
}
