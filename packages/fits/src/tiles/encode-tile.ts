import { gzipSync } from "node:zlib";
import { quantiseTile } from "./quantise.ts";
import { riceEncode } from "./rice-encode.ts";
import type { RiceBytePix } from "./rice-parameters.ts";
import type { EncodedTile, TileEncoder } from "./tile-codec.ts";

/** The plain TypeScript encoder behind the port. */
export const encodeTile: TileEncoder = (pixels, quantizeLevel) => {
  const quantised = quantiseTile(pixels, quantizeLevel);
  if (!quantised) return encodeFallbackTile(pixels);
  const { integers, scale, zero, hasNulls } = quantised;
  return { data: riceEncode(integers, 4), fallback: false, scale, zero, hasNulls };
};

/** A row of integers as RICE_1; scale and zero mean nothing here. */
export function encodeIntegerTile(pixels: Int32Array, bytePix: RiceBytePix): EncodedTile {
  return { data: riceEncode(pixels, bytePix), fallback: false, scale: 1, zero: 0, hasNulls: false };
}

/** A row that cannot be quantised: gzip of its big-endian pixels, nothing lost. */
export function encodeFallbackTile(pixels: Float32Array | Float64Array): EncodedTile {
  const single = pixels instanceof Float32Array;
  const view = new DataView(new ArrayBuffer(pixels.byteLength));
  for (let i = 0; i < pixels.length; i++) {
    if (single) view.setFloat32(i * 4, pixels[i]);
    else view.setFloat64(i * 8, pixels[i]);
  }
  return {
    data: gzipSync(new Uint8Array(view.buffer), { level: 1 }),
    fallback: true,
    scale: 0,
    zero: 0,
    hasNulls: false,
  };
}
