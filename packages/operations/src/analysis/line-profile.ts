import { AppError } from "@datalab/errors";
import type { Header } from "@datalab/fits";
import type { FrameSize } from "@datalab/kernels";
import type { z } from "zod";
import { type SkyWcs, skyReading } from "../imaging/sky-frames/icrs-wcs.ts";
import { separation } from "../photometry/separation.ts";
import { defineAnalysis } from "./define.ts";
import { linePoints, pointCount, sampleLine } from "./line-points.ts";
import { asReference, type EdgePosition, fromPicture } from "./picture-positions.ts";
import { positionAngle } from "./position-angle.ts";
import { coordinate, pictureSize } from "./request-members.ts";
import { skyNotes } from "./sky-notes.ts";

const mostPoints = 100_000;

/** The client's names: x is counted upwards, y to the right. */
const members = { x1: coordinate, y1: coordinate, x2: coordinate, y2: coordinate, ...pictureSize };

/**
 * Pixel values along a line, bilinear, one point about every pixel; pixels outside of the image count −1. Length and direction on the
 * sky where the image has sky coordinates, else the length by PIXSCALE (analysis.md §2).
 */
export const lineProfile = defineAnalysis({
  name: "line-profile",
  input: members,
  async run(context, request) {
    const { header, input, pixels } = (await context.frame()).science();
    const reference = asReference(context.conventions);
    const ends = lineEnds(request, input.layout, reference);
    if (pointCount(...ends.pixels) > mostPoints)
      throw new AppError("invalid", "analysis.line_too_long", `the line is longer than ${mostPoints} pixels.`);
    const values = await sampleLine(pixels, input.layout, linePoints(...ends.pixels));
    return { line_profile: values.map(finite), ...skyOfLine(header, ends.sky, values.length) };
  },
});

type Ends = [start: EdgePosition, end: EdgePosition];

/** Both ends in index coordinates: where pixels are taken and what the sky positions are of, which are one but by the old conventions. */
export function lineEnds(
  { x1, y1, x2, y2, width, height }: z.output<z.ZodObject<typeof members>>,
  image: FrameSize,
  reference: boolean,
): { pixels: Ends; sky: Ends } {
  const picture = { width, height };
  // The old service scaled rows as if they were columns and columns as if they were rows.
  const sizes = reference ? { picture: turned(picture), image: turned(image) } : { picture, image };
  const edges = [
    { row: x1, column: y1 },
    { row: x2, column: y2 },
  ].map((end) => fromPicture(end, sizes));
  const shifted = (by: number) => edges.map(({ row, column }) => ({ row: row - by, column: column - by })) as Ends;
  return reference ? { pixels: shifted(0), sky: shifted(1) } : { pixels: shifted(0.5), sky: shifted(0.5) };
}

function turned({ width, height }: FrameSize): FrameSize {
  return { width: height, height: width };
}

function skyOfLine(header: Header, [start, end]: Ends, points: number) {
  const reading = skyReading(header);
  const { wcs } = reading;
  if (!wcs) {
    const unreadable: string[] = [];
    const scale = header.numberOrNote("PIXSCALE", (sentence) => unreadable.push(sentence));
    const arcsec = scale === undefined ? null : (points - 1) * scale;
    const nowhere = { arcsec, start_coords: null, end_coords: null, position_angle: null };
    return { ...nowhere, ...skyNotes(reading, unreadable) };
  }
  const [from, to] = [start, end].map((position) => skyOf(wcs, position));
  return {
    arcsec: finite(separation(from, to)),
    start_coords: finitePair([from.ra, from.dec]),
    end_coords: finitePair([to.ra, to.dec]),
    position_angle: finite(positionAngle(from, to)),
  };
}

function skyOf(wcs: SkyWcs, { row, column }: EdgePosition) {
  const [ra, dec] = wcs.toSky(column, row);
  return { ra, dec };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function finitePair(pair: [number, number]): [number, number] | null {
  return pair.every(Number.isFinite) ? pair : null;
}
