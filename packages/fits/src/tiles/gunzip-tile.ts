import { gunzipSync } from "node:zlib";
import { tileCorrupt } from "./tile-error.ts";

/** Inflates one gzip tile; an output beyond `maxBytes` is refused before it is made. */
export function gunzipTile(bytes: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, maxBytes) });
  } catch (thrown) {
    throw tileCorrupt("a gzip tile cannot be read", thrown);
  }
}

/** Undoes the byte shuffle of GZIP_2: all most significant bytes first, then the next ones, … */
export function unshuffleBytes(shuffled: Uint8Array, size: number): Uint8Array {
  const count = shuffled.length / size;
  const bytes = new Uint8Array(shuffled.length);
  for (let plane = 0; plane < size; plane++) {
    for (let i = 0; i < count; i++) bytes[i * size + plane] = shuffled[plane * count + i];
  }
  return bytes;
}
