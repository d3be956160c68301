import { isSimulated, simulatedGaia, tapGaia } from "@datalab/archive";
import type { WorkerSettings } from "@datalab/config";
import type { Database } from "@datalab/db";
import type { FileReference, GaiaCatalogue } from "@datalab/operations";
import { rememberedGaia } from "@datalab/services";

export interface GaiaSource {
  /** The catalogue for an operation on these files: simulated frames show a sky that Gaia does not know. */
  of(files: readonly FileReference[]): GaiaCatalogue;
  close(): Promise<void>;
}

export function openGaia(
  { gaia, demo }: Pick<WorkerSettings, "gaia" | "demo">,
  database: Pick<Database, "gaiaAnswers">,
): GaiaSource {
  const tap = tapGaia(gaia);
  const real = rememberedGaia(database.gaiaAnswers, tap);
  const simulated = simulatedGaia();
  return {
    of: (files) => (demo && files.some(({ basename }) => isSimulated(basename)) ? simulated : real),
    close: () => tap.close(),
  };
}
