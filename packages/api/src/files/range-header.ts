import type { ByteRange } from "@datalab/services";

/** One `bytes=a-b` or `bytes=a-`; anything else asks for the whole file, as RFC 9110 allows. */
export function parseRange(header: string | null): ByteRange | undefined {
  const match = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(header?.trim() ?? "");
  if (!match) return undefined;
  const start = Number(match[1]);
  if (match[2] === undefined) return { start };
  const end = Number(match[2]);
  return end < start ? undefined : { start, end };
}
