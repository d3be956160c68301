import { z } from "zod";
import { parseFrameNames } from "./frame-names.ts";

const MOST = 1000;

const listed = (lines: string[]) => `${lines.slice(0, 3).join(", ")}${lines.length > 3 ? " …" : ""}`;

/** Text with one archive name a line; may be blank. */
export const frameNamesSchema = z.string().superRefine((text, context) => {
  const { names, wrong } = parseFrameNames(text);
  if (wrong.length > 0)
    context.addIssue({
      code: "custom",
      message: `Not a frame name: ${listed(wrong)}. Use letters, digits, “.”, “_”, “+” and “-”.`,
    });
  else if (names.length > MOST)
    context.addIssue({ code: "custom", message: `Add at most ${MOST} frames at once; these are ${names.length}.` });
});

/** Session items for frames of which only the name is known. */
export const framesByName = (text: string) =>
  parseFrameNames(text).names.map((basename) => ({ source: "archive", basename }));
