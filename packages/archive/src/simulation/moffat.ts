/** A round Moffat (1969) star image that holds a flux of 1: I(r) = (β − 1)/(π α²) · (1 + r²/α²)^−β. Lengths in pixels. */
export interface Moffat {
  alpha: number;
  beta: number;
}

export function moffat(fwhm: number, beta: number): Moffat {
  return { alpha: fwhm / (2 * Math.sqrt(2 ** (1 / beta) - 1)), beta };
}

/** Full width at a fraction of the peak. */
export function widthAt({ alpha, beta }: Moffat, fraction: number): number {
  return 2 * alpha * Math.sqrt(fraction ** (-1 / beta) - 1);
}

/** The part of the flux inside a radius. */
export function enclosed({ alpha, beta }: Moffat, radius: number): number {
  return 1 - (1 + (radius * radius) / (alpha * alpha)) ** (1 - beta);
}

/** The radius that holds a part of the flux. */
export function radiusOf({ alpha, beta }: Moffat, part: number): number {
  return alpha * Math.sqrt((1 - part) ** (1 / (1 - beta)) - 1);
}

/** Adds a star to an image of a given width, centred on pixel (x, y), out to where it falls below `floor` a pixel. */
export function addStar(
  pixels: Float32Array,
  width: number,
  star: { x: number; y: number; flux: number },
  profile: Moffat,
  floor: number,
) {
  const { alpha, beta } = profile;
  const height = pixels.length / width;
  const peak = (star.flux * (beta - 1)) / (Math.PI * alpha * alpha);
  if (!(peak > floor)) return;
  const reach = alpha * Math.sqrt((peak / floor) ** (1 / beta) - 1);
  const left = Math.max(0, Math.ceil(star.x - reach));
  const right = Math.min(width - 1, Math.floor(star.x + reach));
  const bottom = Math.max(0, Math.ceil(star.y - reach));
  const top = Math.min(height - 1, Math.floor(star.y + reach));
  for (let y = bottom; y <= top; y++) {
    const dy2 = (y - star.y) ** 2;
    for (let x = left; x <= right; x++) {
      const r2 = (x - star.x) ** 2 + dy2;
      pixels[y * width + x]! += peak * (1 + r2 / (alpha * alpha)) ** -beta;
    }
  }
}
