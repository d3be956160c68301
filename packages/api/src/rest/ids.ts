import { AppError } from "@datalab/errors";

const MAX_ID = 2_147_483_647;

/** What is no id names nothing that exists. */
export function parseIds(segments: readonly string[]): number[] {
  return segments.map((segment) => {
    const id = /^\d{1,10}$/.test(segment) ? Number(segment) : 0;
    if (id < 1 || id > MAX_ID)
      throw new AppError("notFound", "rest.no_such_id", `There is nothing with the id "${segment}".`);
    return id;
  });
}
