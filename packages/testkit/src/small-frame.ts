import { type Card, type NewHdu, type NewTable, realCard, valueCard, writeFits } from "@datalab/fits";

export interface SmallFrameOptions {
  width?: number;
  height?: number;
  /** 16 with `unsigned` is what raw frames hold. */
  bitpix?: 8 | 16 | 32 | -32 | -64;
  unsigned?: boolean;
  /** Value of a pixel, counted from the lower left; by default 100 with a slope and noise that depends on `seed`. */
  value?: (x: number, y: number) => number;
  seed?: number;
  /** Pixels [x, y] without a value; of float images only. */
  missing?: readonly (readonly [number, number])[];
  /** Rice tiles, as archive frames; else plain pixels. */
  compressed?: boolean;
  dither?: boolean;
  quantizeLevel?: number;
  /** EXTNAME of the image. */
  name?: string;
  wcs?: boolean;
  /** What CAT-RA and CAT-DEC say. */
  target?: { ra: string; dec: string };
  /** A catalogue of three stars. */
  cat?: boolean;
  /** Further cards of the image. */
  cards?: Card[];
}

export interface SmallFrame {
  path: string;
  width: number;
  height: number;
  /** Before quantisation, row by row from the bottom. */
  pixels: PixelArray;
}

type PixelArray = Float32Array | Float64Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

/** Writes a tiny frame, the same for the same options: an empty primary HDU, the image (`SCI`), and a `CAT` if wanted. */
export async function smallFrame(path: string, options: SmallFrameOptions = {}): Promise<SmallFrame> {
  const { width = 16, height = 12, compressed = true, name = "SCI", quantizeLevel = 16 } = options;
  const pixels = pixelsOf(width, height, options);
  const { wcs, target } = options;
  const cards = [
    ...exposureCards(),
    ...(wcs ? wcsCards(width, height) : []),
    ...(target ? [valueCard("CAT-RA", target.ra), valueCard("CAT-DEC", target.dec)] : []),
    ...(options.cards ?? []),
  ];
  const image = { name, width, height, pixels, cards };
  const dither = options.dither ? { dither: { method: "SUBTRACTIVE_DITHER_1", zdither0: 7 } as const } : {};
  const hdus: NewHdu[] = [
    { kind: "primary" },
    compressed ? { kind: "compressed-image", ...image, quantizeLevel, ...dither } : { kind: "image", ...image },
  ];
  if (options.cat) hdus.push(catalogue(width, height));
  await writeFits(path, hdus);
  return { path, width, height, pixels };
}

function pixelsOf(width: number, height: number, options: SmallFrameOptions): PixelArray {
  const pixels = emptyPixels(width * height, options);
  const value = options.value ?? slopeWithNoise(options.seed ?? 1);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels[y * width + x] = value(x, y);
  for (const [x, y] of options.missing ?? []) pixels[y * width + x] = Number.NaN;
  return pixels;
}

function emptyPixels(length: number, { bitpix = -32, unsigned = false }: SmallFrameOptions): PixelArray {
  switch (bitpix) {
    case 8:
      return new Uint8Array(length);
    case 16:
      return unsigned ? new Uint16Array(length) : new Int16Array(length);
    case 32:
      return unsigned ? new Uint32Array(length) : new Int32Array(length);
    case -32:
      return new Float32Array(length);
    case -64:
      return new Float64Array(length);
  }
}

/** Noise of about ±4 from a hash of the pixel's place, so that every pixel stands for itself. */
function slopeWithNoise(seed: number): (x: number, y: number) => number {
  return (x, y) => {
    let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(x + 1, 0xc2b2ae35) ^ Math.imul(y + 1, 0x27d4eb2f);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    return 100 + 0.25 * x + 0.5 * y + 8 * (((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32 - 0.5);
  };
}

function exposureCards(): Card[] {
  return [
    valueCard("DATE-OBS", "2026-01-10T09:36:00.000"),
    realCard("MJD-OBS", 61050.4),
    realCard("EXPTIME", 60),
    valueCard("FILTER", "rp"),
    valueCard("OBJECT", "small field"),
    realCard("GAIN", 1),
    realCard("RDNOISE", 6.5),
  ];
}

function wcsCards(width: number, height: number): Card[] {
  const scale = 0.389 / 3600;
  return [
    valueCard("CTYPE1", "RA---TAN"),
    valueCard("CTYPE2", "DEC--TAN"),
    realCard("CRVAL1", 150),
    realCard("CRVAL2", -20),
    realCard("CRPIX1", (width + 1) / 2),
    realCard("CRPIX2", (height + 1) / 2),
    realCard("CD1_1", -scale),
    realCard("CD1_2", 0),
    realCard("CD2_1", 0),
    realCard("CD2_2", scale),
    valueCard("RADESYS", "ICRS"),
  ];
}

function catalogue(width: number, height: number): NewTable {
  const data = (...values: number[]) => Float64Array.from(values);
  return {
    kind: "table",
    name: "CAT",
    columns: [
      { name: "x", unit: "pix", data: data(width / 4, width / 2, width * 0.75) },
      { name: "y", unit: "pix", data: data(height / 4, height * 0.75, height / 2) },
      { name: "flux", unit: "count", data: data(9000, 4000, 1000) },
      { name: "fwhm", unit: "pix", data: data(3, 3, 3) },
      { name: "ellipticity", data: data(0, 0, 0) },
      { name: "flag", data: BigInt64Array.of(0n, 0n, 0n) },
    ],
  };
}
