import type { OperationView } from "@datalab/services";
import { duration, utcMinute } from "./format-time.ts";

export interface Fact {
  label: string;
  value: string;
}

const between = (from: string, to: string) => duration(Math.max(0, Date.parse(to) - Date.parse(from)));
const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000).toLocaleString("en")} MB`;

/** Times and cost of an operation, as far as they are known. `now` is used for work that is still going on. */
export function operationFacts(operation: OperationView, now: number): Fact[] {
  const { started, finished, attempts, cpuSeconds, peakMemory } = operation.trueState;
  const facts: Fact[] = [{ label: "Created", value: `${utcMinute(operation.created)} UTC` }];
  const runsAfterCreation = started !== null && Date.parse(started) >= Date.parse(operation.created);
  if (runsAfterCreation) facts.push({ label: "Waited", value: between(operation.created, started) });
  if (started) facts.push({ label: "Ran for", value: between(started, finished ?? new Date(now).toISOString()) });
  if (finished) facts.push({ label: "Finished", value: `${utcMinute(finished)} UTC` });
  if (attempts > 1) facts.push({ label: "Attempts", value: String(attempts) });
  if (cpuSeconds !== null) facts.push({ label: "Processor time", value: duration(cpuSeconds * 1000) });
  if (peakMemory !== null) facts.push({ label: "Peak memory", value: megabytes(peakMemory) });
  return facts;
}
