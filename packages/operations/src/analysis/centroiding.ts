import { AppError } from "@datalab/errors";
import type { Header } from "@datalab/fits";
import type { FrameSize } from "@datalab/kernels";
import { z } from "zod";
import { skyReading } from "../imaging/sky-frames/icrs-wcs.ts";
import { type CentroidRadii, centroidReach } from "../photometry/centroid.ts";
import type { PixelPatch } from "../photometry/pixel-patch.ts";
import { findCentroidTask } from "./centroid-task.ts";
import { defineAnalysis } from "./define.ts";
import { asReference, type EdgePosition, fromPicture, toPicture } from "./picture-positions.ts";
import type { PixelBlocks } from "./pixel-blocks.ts";
import { coordinate, numeric, pictureSize } from "./request-members.ts";
import { skyNotes } from "./sky-notes.ts";

/** Pixels of the image: beyond this a centroid would take seconds and mean nothing. */
const largestRadius = 500;

const radius = (fallback: number) =>
  numeric("must be a number of 0 or more")
    .refine((value) => value >= 0, { error: "must be a number of 0 or more" })
    .default(fallback);
const choice = (fallback: boolean) => z.boolean({ error: "must be true or false" }).default(fallback);

const members = {
  x: coordinate,
  y: coordinate,
  ...pictureSize,
  radius: radius(8),
  r_back1: radius(10),
  r_back2: radius(15),
  find_centroid: choice(true),
  remove_background_stars: choice(true),
  use_plane_background: choice(false),
};

/** The centre of the star at a click, its background and its peak (analysis.md §1, operations.md §8.4). */
export const centroiding = defineAnalysis({
  name: "centroiding",
  input: members,
  async run({ pool, conventions, frame }, request) {
    const { header, input, pixels } = (await frame()).science();
    const reference = asReference(conventions);
    const sizes = { picture: request, image: input.layout };
    const clicked = fromPicture({ column: request.x, row: request.y }, sizes);
    const radii = radiiInImage(request, reference ? 1 : input.layout.width / request.width);
    const found = await pool.call(findCentroidTask, {
      patch: await patchAround(pixels, input.layout, clicked, radii),
      start: { x: clicked.column, y: clicked.row },
      radii,
      options: {
        findCentroid: request.find_centroid,
        removeStars: request.remove_background_stars,
        plane: request.use_plane_background,
      },
    });
    const centre = { column: found.x, row: found.y };
    // At a failure the click itself is returned, not the click there and back.
    const shown = found.success ? toPicture(centre, sizes) : { column: request.x, row: request.y };
    return {
      x: shown.column,
      y: shown.row,
      ...skyOf(header, centre, reference),
      background: finite(found.background.mean),
      peak: finite(found.peak),
      success: found.success,
      message: found.success ? "The centroid was found." : found.message,
    };
  },
});

/** Radii arrive in pixels of the picture (D31). */
function radiiInImage(
  { radius, r_back1, r_back2 }: z.output<z.ZodObject<typeof members>>,
  scale: number,
): CentroidRadii {
  const radii = { radius: radius * scale, annulusInner: r_back1 * scale, annulusOuter: r_back2 * scale };
  if (Math.max(radii.radius, radii.annulusOuter) <= largestRadius) return radii;
  throw new AppError("invalid", "analysis.radius_too_large", `a radius is larger than ${largestRadius} pixels.`);
}

/** All pixels the centroid may look at, wherever within its reach it ends. */
async function patchAround(
  pixels: PixelBlocks,
  { width, height }: FrameSize,
  { column, row }: EdgePosition,
  { radius, annulusOuter }: CentroidRadii,
): Promise<PixelPatch> {
  const reach = Math.ceil(centroidReach(radius) + Math.max(centroidReach(radius), annulusOuter)) + 2;
  const within = (value: number, size: number) => Math.min(Math.max(Math.floor(value), 0), size);
  const x0 = within(column - reach, width);
  const y0 = within(row - reach, height);
  const x1 = within(column + reach, width);
  const y1 = within(row + reach, height);
  const data = await pixels.rectangle({ x0, y0, x1, y1 });
  return { x0, y0, width: x1 - x0, height: y1 - y0, data };
}

/** ICRS. The old service took row − 1 for a column and column − 1 for a row (D32). */
function skyOf(header: Header, { column, row }: EdgePosition, reference: boolean) {
  const reading = skyReading(header);
  const [x, y] = reference ? [row - 1, column - 1] : [column - 0.5, row - 0.5];
  const [ra, dec] = reading.wcs?.toSky(x, y) ?? [];
  return { ra: finite(ra), dec: finite(dec), ...skyNotes(reading) };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
