import type { OutputData } from "../define.ts";
import type { InputData } from "../input-files.ts";
import { submittedTarget } from "../target.ts";

/** Puts the target as its sender wrote it, name and all, where a result has a position of the target. */
export function echoSource(data: OutputData, inputData: InputData): OutputData {
  const target = submittedTarget(inputData) ?? data.source;
  return { ...data, ...("target_coords" in data && { target_coords: target }), source: target };
}
