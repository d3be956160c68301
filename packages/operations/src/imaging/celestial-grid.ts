import { AppError } from "@datalab/errors";
import { frameOf, Header, isGalactic, type SkyFrame, type Wcs, wcsFromHeader } from "@datalab/fits";
import { celestialCard } from "./result-header/celestial-cards.ts";
import { type SkyImage, skyPositions } from "./sky-image.ts";

/** A tangent plane with north up and right ascension to the left. Degrees; the reference pixel counts from 1. */
export interface CelestialGrid {
  readonly width: number;
  readonly height: number;
  readonly reference: readonly [x: number, y: number];
  readonly center: readonly [ra: number, dec: number];
  /** Degrees a pixel. */
  readonly scale: number;
  /** What its right ascensions and declinations count from. */
  readonly frame: SkyFrame;
}

/**
 * The smallest grid around all images at the finest of their scales, about the mean direction of their reference pixels
 * (operations.md §2.1). Its frame is the first image's, or ICRS where that one is galactic; images of other frames are converted.
 * @throws AppError invalid: `operations.no_wcs`, `operations.no_shared_sky` where no tangent plane holds all
 */
export function celestialGrid(images: readonly SkyImage[]): CelestialGrid {
  const frame = gridFrame(images[0].header);
  const solutions = images.map((image) => ({ header: image.header, sky: skyPositions(image, frame) }));
  const scale = Math.min(...solutions.flatMap(({ sky }) => sky.pixelScale));
  const center = meanDirection(
    solutions.map(({ header, sky }) =>
      sky.toSky((header.number("CRPIX1") ?? 0) - 1, (header.number("CRPIX2") ?? 0) - 1),
    ),
  );
  const plane = { width: 1, height: 1, reference: [1, 1], center, scale, frame } as const;
  const { left, right, bottom, top } = envelope(images.map((image) => boundsOn(plane, image)));
  return {
    width: roundHalfEven(right - left),
    height: roundHalfEven(top - bottom),
    reference: [1 - left + 0.5, 1 - bottom + 0.5],
    center,
    scale,
    frame,
  };
}

/** Apparent places are left to `skyPositions`, which names the image. */
function gridFrame(header: Header): SkyFrame {
  const frame = frameOf(header);
  return frame === undefined || frame.system === "GALACTIC" ? { system: "ICRS" } : frame;
}

/**
 * Finds out before any pixel is read whether there can be a result.
 * @throws AppError invalid: `operations.no_shared_sky` where the outlines of the images have nothing in common; tooLarge:
 *   `operations.grid_too_large`
 */
export function checkSharedSky(images: readonly SkyImage[], grid: CelestialGrid): void {
  const bounds = images.map((image) => boundsOn(grid, image));
  const width = Math.min(...bounds.map(({ right }) => right)) - Math.max(...bounds.map(({ left }) => left));
  const height = Math.min(...bounds.map(({ top }) => top)) - Math.max(...bounds.map(({ bottom }) => bottom));
  if (!(width > 0 && height > 0)) throw noSharedSky();
  if (grid.width * grid.height <= largestGrid) return;
  const size = `${grid.width} × ${grid.height}`;
  const message = `Together the images cover ${size} pixels of the finest of them, which is too much to stack.`;
  throw new AppError("tooLarge", "operations.grid_too_large", message);
}

/** Pixels of a grid. */
const largestGrid = 400_000_000;

/** Outlines on a grid, in pixels that count from 1. */
interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

function boundsOn(grid: CelestialGrid, image: SkyImage): Bounds {
  const plane = gridWcs(grid);
  const corners = skyPositions(image, grid.frame)
    .footprint(image.width, image.height)
    .map(([ra, dec]) => plane.toPixel(ra, dec));
  if (corners.some(([x, y]) => !Number.isFinite(x + y))) throw noSharedSky();
  const [xs, ys] = [corners.map(([x]) => x + 1), corners.map(([, y]) => y + 1)];
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

function envelope(bounds: readonly Bounds[]): Bounds {
  return {
    left: Math.min(...bounds.map(({ left }) => left)),
    right: Math.max(...bounds.map(({ right }) => right)),
    bottom: Math.min(...bounds.map(({ bottom }) => bottom)),
    top: Math.max(...bounds.map(({ top }) => top)),
  };
}

/** The error of images that cannot be put on one grid. */
export function noSharedSky(): AppError {
  return new AppError("invalid", "operations.no_shared_sky", "The images do not share a sky area that can be stacked.");
}

/** The first image's header, with the grid's celestial solution and no other; its equatorial frame stays as it was (operations.md §2.4). */
export function gridHeader(header: Header, grid: CelestialGrid): Header {
  const result = new Header(header.cards.filter(({ keyword }) => !celestialCard.test(keyword.toUpperCase())));
  if (isGalactic(header)) for (const keyword of ["RADESYS", "RADECSYS", "EQUINOX", "EPOCH"]) result.delete(keyword);
  if (!result.has("RADESYS") && !result.has("EQUINOX")) result.set("RADESYS", "ICRS");
  for (const [keyword, value] of gridValues(grid)) result.set(keyword, value);
  if (header.has("PIXSCALE")) result.set("PIXSCALE", grid.scale * 3600);
  return result;
}

function gridValues({ reference, center, scale }: CelestialGrid): [string, string | number][] {
  return [
    ["CTYPE1", "RA---TAN"],
    ["CTYPE2", "DEC--TAN"],
    ["CRVAL1", center[0]],
    ["CRVAL2", center[1]],
    ["CRPIX1", reference[0]],
    ["CRPIX2", reference[1]],
    ["CD1_1", -scale],
    ["CD1_2", 0],
    ["CD2_1", 0],
    ["CD2_2", scale],
    ["CUNIT1", "deg"],
    ["CUNIT2", "deg"],
    ["LONPOLE", 180],
    ["LATPOLE", center[1]],
  ];
}

export function gridWcs(grid: CelestialGrid): Wcs {
  return wcsFromHeader(gridHeader(new Header(), grid))!;
}

/** The part of a grid from column x0 and row y0 on. */
export function cropGrid(
  grid: CelestialGrid,
  { x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number },
): CelestialGrid {
  const reference: [number, number] = [grid.reference[0] - x0, grid.reference[1] - y0];
  return { ...grid, width: x1 - x0, height: y1 - y0, reference };
}

function meanDirection(positions: [ra: number, dec: number][]): [ra: number, dec: number] {
  const degree = Math.PI / 180;
  let [x, y, z] = [0, 0, 0];
  for (const [ra, dec] of positions) {
    x += Math.cos(dec * degree) * Math.cos(ra * degree);
    y += Math.cos(dec * degree) * Math.sin(ra * degree);
    z += Math.sin(dec * degree);
  }
  const ra = Math.atan2(y, x) / degree;
  return [ra < 0 ? ra + 360 : ra, Math.atan2(z, Math.hypot(x, y)) / degree];
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  return rest < 0.5 ? floor : floor + 1;
}
