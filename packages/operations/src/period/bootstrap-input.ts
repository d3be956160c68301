import type { BootstrapRequest } from "./bootstrap.ts";

/** What asks an operation with a period search for a bootstrap false-alarm probability. */
export const bootstrapInput = {
  bootstrap_samples: {
    name: "Bootstrap Samples",
    description: "Shuffled light curves that tell how often chance gives such a period; 0: none, 100 tell 1 %",
    type: "int",
    minimum: 0,
    maximum: 1000,
    default: 0,
  },
} as const;

/** Any will do, as long as equal requests have equal results. */
const seed = 20_240_101;

/** Undefined where none is asked for. */
export function bootstrapRequest(samples: number): BootstrapRequest | undefined {
  return samples > 0 ? { samples, seed } : undefined;
}
