import type { TaskOutcome, ThreadContext } from "@datalab/kernels";
import { type Alignment, alignStars } from "./align-stars.ts";
import { type StarColumns, starField } from "./star-field.ts";

interface Aligning {
  reference: StarColumns;
  unknown: StarColumns;
}

/** `alignStars` of two catalogues; null when they cannot be aligned. */
export function alignCatalogues(_: ThreadContext, { reference, unknown }: Aligning): TaskOutcome<Alignment | null> {
  return { result: alignStars(starField(reference), starField(unknown)) ?? null };
}
