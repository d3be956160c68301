import { createPool } from "@datalab/kernels";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ContractFrames, contractFrames } from "../../test/contract-frames.ts";
import { runOperation } from "../../test/run-operation.ts";
import { fieldTarget } from "../../test/star-frames.ts";
import { operationTasks } from "../operation-tasks.ts";
import variableStar from "./variable-star.ts";

const pool = createPool({ threads: 1, modules: [operationTasks] });
let frames: ContractFrames;
beforeAll(async () => {
  frames = await contractFrames();
});
afterAll(async () => {
  await pool.close();
  await frames.remove();
});

const run = (dateOf: (index: number) => string) => {
  const input_files = frames.names.map((basename, index) => ({
    ...{ basename, source: "archive", filter: "rp", observation_date: dateOf(index) },
  }));
  return runOperation(variableStar, { source: fieldTarget, input_files }, frames.files, pool);
};

it("refuses images of one time, and of three, in words", async () => {
  await expect(run(() => "2024-01-01T00:00:00")).rejects.toMatchObject({
    kind: "invalid",
    message: "No period can be searched for: all images have the same time.",
  });
  await expect(run((index) => `2024-01-01T00:0${index % 3}:00`)).rejects.toMatchObject({
    message:
      "No period can be searched for: the images were taken at 3 different times only, and at least 5 are needed.",
  });
});

it("says that whole days are all the sampling, and what they cannot tell", async () => {
  const { result } = await run((index) => `2024-01-${10 + index}T00:00:00`);
  const { period_search: found } = result.output_data[0] as { period_search: PeriodSearch };
  expect(found.sampling_step).toBeCloseTo(1, 6);
  expect(found.highest_frequency).toBeLessThanOrEqual(0.5);
  const alias = found.aliases.find(({ kind }) => kind === "one_turn_a_step_less");
  expect(1 / (alias?.period ?? NaN)).toBeCloseTo(1 - 1 / found.period, 3);
  expect(alias?.power).toBeCloseTo(found.power, 3);
});

interface PeriodSearch {
  sampling_step: number;
  highest_frequency: number;
  period: number;
  power: number;
  aliases: { kind: string; period: number; power: number }[];
}
