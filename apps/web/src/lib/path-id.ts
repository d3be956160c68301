/** The id in a path segment, or null when the segment is not a row's id. */
export function pathId(segment: string): number | null {
  return /^[1-9]\d{0,8}$/.test(segment) ? Number(segment) : null;
}
