import { AppError } from "@datalab/errors";

export function notFound(): AppError {
  return new AppError("notFound", "not_found", "Not found.");
}

/** Whether the database could have a row of this id at all. */
export function isRowId(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647;
}
