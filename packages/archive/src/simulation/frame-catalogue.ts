import { enclosed, type Moffat, radiusOf, widthAt } from "./moffat.ts";
import { createRandom } from "./random.ts";
import type { PixelStar } from "./render-frame.ts";

export interface CatalogueInput {
  seed: number;
  width: number;
  height: number;
  pixels: Float32Array;
  /** The stars in the frame, with their true sky positions. */
  stars: readonly (PixelStar & { ra: number; dec: number })[];
  profile: Moffat;
  sky: number;
  /** Standard deviation of the background a pixel, electrons. */
  noise: number;
  exposureSeconds: number;
  zeroPoint: number;
}

export interface CatalogueColumn {
  name: string;
  unit: string;
  format: "D" | "K";
  values: Float64Array;
}

const units: Record<string, string> = {
  theta: "deg",
  ellipticity: "",
  x2: "pix2",
  y2: "pix2",
  xy: "pix2",
  flag: "",
  ra: "deg",
  dec: "deg",
  mag: "mag",
  magerr: "mag",
};
const integers = new Set(["xpeak", "ypeak", "flag"]);
const apertures = [1, 2, 3, 4, 5, 6];
const detection = 10;

/**
 * The catalogue a pipeline would have extracted: every star at least ten deviations above the noise, brightest first, with
 * its true values scattered by their errors. Positions count from 1, magnitudes are zero point − 2.5 log10 electrons a second.
 */
export function frameCatalogue(input: CatalogueInput): CatalogueColumn[] {
  const random = createRandom(input.seed ^ 0x5ca1ab1e);
  const rows = input.stars
    .filter((star) => inside(star, input) && star.flux > detection * fluxError(star.flux, input))
    .sort((one, other) => other.flux - one.flux)
    .map((star) => catalogueRow(star, input, random.gaussian));
  const names = Object.keys(rows[0] ?? catalogueRow({ x: 0, y: 0, flux: 1, ra: 0, dec: 0 }, input, () => 0));
  return names.map((name) => ({
    name,
    unit: units[name] ?? (/^(peak|flux(err|aper)?\d?|background)$/.test(name) ? "count" : "pix"),
    format: integers.has(name) ? "K" : "D",
    values: Float64Array.from(rows, (row) => row[name]!),
  }));
}

function inside({ x, y }: PixelStar, { width, height }: CatalogueInput): boolean {
  return x > 4 && y > 4 && x < width - 5 && y < height - 5;
}

/** Photon and background noise inside a circle that holds nearly all of the light. */
function fluxError(flux: number, { profile, noise }: CatalogueInput): number {
  return Math.sqrt(flux + Math.PI * (3 * profile.alpha) ** 2 * noise * noise);
}

function catalogueRow(
  star: CatalogueInput["stars"][number],
  input: CatalogueInput,
  gaussian: () => number,
): Record<string, number> {
  const { profile, pixels, width, sky } = input;
  const error = fluxError(star.flux, input);
  const flux = star.flux + error * gaussian();
  const fwhm = widthAt(profile, 0.5);
  const wobble = (0.4 * fwhm * error) / star.flux;
  const x = star.x + wobble * gaussian();
  const y = star.y + wobble * gaussian();
  const xpeak = Math.min(width - 1, Math.max(0, Math.round(star.x)));
  const ypeak = Math.min(input.height - 1, Math.max(0, Math.round(star.y)));
  const a = 0.43 * fwhm * (1 + 0.004 * Math.abs(gaussian()));
  const b = 0.43 * fwhm;
  return {
    x: x + 1,
    y: y + 1,
    xwin: x + 1,
    ywin: y + 1,
    xpeak: xpeak + 1,
    ypeak: ypeak + 1,
    peak: pixels[ypeak * width + xpeak]! - sky,
    a,
    b,
    theta: 90 * Math.tanh(gaussian()),
    ellipticity: 1 - b / a,
    kronrad: 1.2,
    flux,
    fluxerr: error,
    x2: a * a,
    y2: b * b,
    xy: 0,
    background: sky,
    ...apertureFluxes(star.flux, input, gaussian),
    fluxrad25: radiusOf(profile, 0.25),
    fluxrad50: radiusOf(profile, 0.5),
    fluxrad75: radiusOf(profile, 0.75),
    flag: 0,
    fwhm,
    fwtm: widthAt(profile, 0.1),
    ra: star.ra,
    dec: star.dec,
    mag: input.zeroPoint - 2.5 * Math.log10(flux / input.exposureSeconds),
    magerr: (1.0857362047581296 * error) / flux,
  };
}

function apertureFluxes(
  flux: number,
  { profile, noise }: CatalogueInput,
  gaussian: () => number,
): Record<string, number> {
  return Object.fromEntries(
    apertures.flatMap((radius) => {
      const held = flux * enclosed(profile, radius);
      const error = Math.sqrt(held + Math.PI * radius * radius * noise * noise);
      return [
        [`fluxaper${radius}`, held + error * gaussian()],
        [`fluxerr${radius}`, error],
      ];
    }),
  );
}
