import { z } from "zod";
import { isUsableBasename } from "../check-shape.ts";
import { plainBasename } from "../input-files.ts";

const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** A number, or a text that is one. Infinite ones are refused. */
export function numeric(problem = "must be a number") {
  return z
    .union([z.number(), z.string().regex(decimal).transform(Number)], { error: problem })
    .refine(Number.isFinite, { error: problem });
}

const longestSide = 100_000;
const side = numeric("must be a number above 0").refine((value) => value > 0 && value <= longestSide, {
  error: "must be a number above 0",
});

const farthest = 1_000_000;

/** A place in or near the picture. Beyond 2⁵³ a pixel's neighbour has the same number, and no walk along them would end. */
export const coordinate = numeric().refine((value) => Math.abs(value) <= farthest, {
  error: `must be a number from -${farthest} to ${farthest}`,
});

/** Size of the picture that the request's coordinates are counted in. */
export const pictureSize = { width: side, height: side };

/** Which frame is asked about. */
export const frameMembers = z.object({
  basename: z
    .string({ error: "must be the name of a frame" })
    .refine(isUsableBasename, { error: "is not a valid frame name" })
    .transform(plainBasename),
  source: z
    .enum(["archive", "datalab"], { error: 'must be "archive" or "datalab"' })
    .nullish()
    .transform((source) => source ?? "archive"),
});
