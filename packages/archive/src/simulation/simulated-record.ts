import { Header } from "@datalab/fits";
import { type ArchiveRecord, archiveRecord } from "../archive-record.ts";
import { frameHeader } from "./frame-header.ts";
import { nightVersion } from "./night.ts";
import type { FrameRecipe } from "./recipe.ts";

/** Another version of the night is another frame, so that results made from the older one are not taken for it. */
export function simulatedId(basename: string): string {
  return `${basename}@${nightVersion}`;
}

/** Names the frame, and can be fetched by nobody. */
export function simulatedUrl(basename: string): string {
  return `sim:${basename}`;
}

export function simulatedRecord(recipe: FrameRecipe): ArchiveRecord {
  const { basename } = recipe;
  const header = new Header(frameHeader(recipe));
  return archiveRecord({ id: simulatedId(basename), basename, url: simulatedUrl(basename), header });
}
