import type { SkyReading } from "../imaging/sky-frames/icrs-wcs.ts";

/**
 * What an answer says about coordinates that are not there although the header states some: its member `diagnostics`, which is left out
 * where there is nothing to say.
 */
export function skyNotes(reading: SkyReading, more: readonly string[] = []): { diagnostics?: string[] } {
  const diagnostics = [...(reading.wcs || reading.absent ? [] : [reading.reason]), ...more];
  return diagnostics.length > 0 ? { diagnostics } : {};
}
