import type { OutputData } from "../define.ts";
import type { InputData } from "../input-files.ts";
import { statedFilter } from "../input-schema.ts";
import { submittedTarget } from "../target.ts";

/** A photometry result with the words of a request: its filter, and the target's name where it has one. */
export function echoRequest(data: OutputData, inputData: InputData): OutputData {
  const [file] = (inputData.input_files ?? []) as Record<string, unknown>[];
  const name = submittedTarget(inputData)?.name;
  const named = typeof name === "string" && name !== "";
  return {
    ...data,
    filter: (file && statedFilter(file)) || "None",
    ...(named && { source: { ...(data.source as object), name } }),
  };
}
