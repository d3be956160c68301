import type { InputData } from "./input-files.ts";
import { numberFromWire } from "./number-from-wire.ts";
import type { WizardInput } from "./wizard.ts";

type Entry = Readonly<Record<string, unknown>>;

/**
 * What a request says for one input of a wizard. A target may come as `target_positions`, one position or a list of
 * them, or as `source`; positions win. An input of type `source` takes the earliest of them (those without a time come
 * last), one of type `target_positions` all, in that order.
 */
export function requestedValue(key: string, input: Pick<WizardInput, "type">, inputData: InputData): unknown {
  if (input.type === "target_positions") return targetPositions(inputData);
  if (input.type === "source" && key === "source") return targetPositions(inputData)?.[0];
  return inputData[key];
}

/** The target as the sender wrote it first, names and all; undefined when there is none. */
export function submittedTarget(inputData: InputData): Entry | undefined {
  const first = submittedPositions(inputData)?.[0];
  return typeof first === "object" && first !== null ? (first as Entry) : undefined;
}

function targetPositions(inputData: InputData): unknown[] | undefined {
  return submittedPositions(inputData)?.toSorted((a, b) => compareTimes(timeOf(a), timeOf(b)));
}

function submittedPositions({ target_positions, source }: InputData): unknown[] | undefined {
  const target = target_positions ?? source;
  if (target === undefined || target === null) return undefined;
  return Array.isArray(target) ? target : [target];
}

/** Infinity: the position has no time. */
function timeOf(position: unknown): number {
  const mjd = typeof position === "object" && position !== null ? numberFromWire((position as Entry).mjd) : undefined;
  return typeof mjd === "number" ? mjd : Number.POSITIVE_INFINITY;
}

function compareTimes(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
