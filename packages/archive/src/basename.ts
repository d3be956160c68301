import { AppError } from "@datalab/errors";

const pattern = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/;

/** Whether a name is safe in paths, store keys and archive queries. */
export function isBasename(name: string): boolean {
  return pattern.test(name) && !name.includes("..");
}

export function assertBasename(name: string): void {
  if (!isBasename(name)) throw new AppError("invalid", "archive.bad_basename", "That is not a valid frame name.");
}
