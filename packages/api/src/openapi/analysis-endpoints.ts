import { analyses } from "@datalab/services";
import { z } from "zod";
import type { Endpoint } from "./endpoints.ts";

const pair = z.tuple([z.number(), z.number()]);
const maybe = z.number().nullable();
/** Why there are no coordinates, or what was done to them; left out where there is nothing to say. */
const diagnostics = z.array(z.string()).optional();

const answers: Record<keyof typeof analyses, { summary: string; answer: z.ZodType }> = {
  centroiding: {
    summary: "Centre, background and peak of the star at a click",
    answer: z.object({
      x: z.number(),
      y: z.number(),
      ra: maybe,
      dec: maybe,
      background: maybe,
      peak: maybe,
      success: z.boolean(),
      message: z.string(),
      diagnostics,
    }),
  },
  "line-profile": {
    summary: "Pixel values along a line; x1 and x2 count upwards, y1 and y2 to the right",
    answer: z.object({
      line_profile: z.array(maybe),
      arcsec: maybe,
      start_coords: pair.nullable(),
      end_coords: pair.nullable(),
      position_angle: maybe,
      diagnostics,
    }),
  },
  "source-catalog": {
    summary: "The sources that the frame's own catalogue lists",
    answer: z.array(
      z.object({
        x_win: maybe,
        y_win: maybe,
        x: maybe,
        y: maybe,
        flux: maybe,
        mag: maybe,
        magerr: maybe,
        flux_fallback: z.boolean(),
        ra: z.string().optional(),
        dec: z.string().optional(),
      }),
    ),
  },
  "get-tif": { summary: "A link to the frame as a TIFF", answer: z.object({ tif_url: z.url() }) },
  "get-jpg": {
    summary: "The frame as a JPEG, scaled between two limits",
    answer: z.object({ jpg_base64: z.base64() }),
  },
  "raw-data": {
    summary: "A small copy of the pixels, and their histogram",
    answer: z.object({
      data: z.array(maybe),
      height: z.int(),
      width: z.int(),
      histogram: z.array(z.number()),
      bins: z.array(z.number()),
      zmin: maybe,
      zmax: maybe,
      bitdepth: z.int(),
    }),
  },
  wcs: {
    summary: "The frame's coordinate solution, ICRS; `frame` is stated where the header's own is another one",
    answer: z.object({
      ...{ crval: pair, crpix: pair, cd1: pair, cd2: pair, fits_dimensions: pair },
      frame: z.literal("ICRS").optional(),
      diagnostics,
    }),
  },
  "target-position": {
    summary: "Where the frame's header says its target is, in degrees",
    answer: z.object({ ra: z.number().min(0).max(360), dec: z.number().min(-90).max(90) }),
  },
};

/** One address an analysis, though the table has one for all. */
export function analysisEndpoints(): Record<string, Endpoint> {
  return Object.fromEntries(
    Object.values(analyses).map(({ name, request }) => [
      `POST /api/analysis/${name}/`,
      { tag: "Analysis", summary: answers[name].summary, body: request, answer: [200, answers[name].answer] },
    ]),
  );
}
