import { describe, expect, it } from "vitest";
import { hours, signedDegrees } from "./sexagesimal.ts";

describe("sexagesimal", () => {
  it.each([
    [150.01182419747195, "10:00:02.8378"],
    [0, "00:00:00.0000"],
    [-15, "23:00:00.0000"],
    [14.99999999999, "01:00:00.0000"],
  ])("writes right ascension %f", (ra, text) => {
    expect(hours(ra)).toBe(text);
  });
  it.each([
    [-19.991666666666667, "-19:59:30.000"],
    [-0.5, "-00:30:00.000"],
    [59.4939306, "+59:29:38.150"],
    [29.9999999999, "+30:00:00.000"],
  ])("writes declination %f", (dec, text) => {
    expect(signedDegrees(dec)).toBe(text);
  });
});
