import { progressWithin, type ReportProgress } from "../progress.ts";

/** The steps of a photometry operation with the part of the whole each fills and what people read meanwhile (operations.md §8.2). */
const steps = {
  reading: [0, 0.3, "Fetching input frames"],
  cataloguing: [0.3, 0.35, "Building the comparison catalog"],
  measuring: [0.35, 0.75, "Measuring target and comparison stars"],
  selecting: [0.75, 0.76, "Choosing comparison stars"],
  drawing: [0.76, 1, "Drawing diagnostic images"],
} as const;

export type StepProgress = Readonly<Record<keyof typeof steps, (fraction: number) => void>>;

/** One reporter a step; each counts from 0 to 1. */
export function stepProgress(report: ReportProgress): StepProgress {
  const reporters = Object.entries(steps).map(([step, [from, to, text]]) => {
    const within = progressWithin(report, [from, to]);
    return [step, (fraction: number) => within(fraction, `${text}: ${Math.round(fraction * 100)}%`)];
  });
  return Object.fromEntries(reporters) as StepProgress;
}
