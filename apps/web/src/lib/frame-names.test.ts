import { expect, it } from "vitest";
import { parseFrameNames } from "./frame-names.ts";

it("takes one name a line, without file endings, blanks and repeats", () => {
  const text = " a-1-e91.fits.fz \n\nb_2.fits\na-1-e91\n sim-x.fz, c";
  expect(parseFrameNames(text)).toEqual({ names: ["a-1-e91", "b_2", "sim-x", "c"], wrong: [] });
});

it("names the lines that are no frame name", () => {
  expect(parseFrameNames("../etc/passwd\nok\na b\nsome..thing").wrong).toEqual(["../etc/passwd", "a b", "some..thing"]);
});
