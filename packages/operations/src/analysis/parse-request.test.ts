import { describe, expect, it } from "vitest";
import { type AnalysisName, analyses } from "./catalogue.ts";
import { parseAnalysis } from "./parse-request.ts";

const line = { basename: "a", source: "archive", x1: 1, y1: 2, x2: 3, y2: 4, width: 10, height: 20 };

describe("a request", () => {
  it("is about a frame of the archive unless it says otherwise", () => {
    expect(parseAnalysis("wcs", { basename: "a-large" }).file).toEqual({ source: "archive", basename: "a" });
    expect(parseAnalysis("wcs", { basename: "a", source: "datalab" }).file.source).toBe("datalab");
  });

  it("may hold members nobody reads, and numbers as text", () => {
    const { input } = parseAnalysis("line-profile", { ...line, x1: "1.5", other: {} });
    expect(input).toMatchObject({ x1: 1.5, width: 10 });
    expect(parseAnalysis("get-jpg", { basename: "a", zmin: "12", zmax: null }).input).toEqual({ zmin: 12, zmax: null });
  });

  it("gets the documented defaults", () => {
    expect(parseAnalysis("centroiding", { basename: "a", x: 1, y: 2, width: 3, height: 4 }).input).toEqual({
      x: 1,
      y: 2,
      width: 3,
      height: 4,
      radius: 8,
      r_back1: 10,
      r_back2: 15,
      find_centroid: true,
      remove_background_stars: true,
      use_plane_background: false,
    });
    expect(parseAnalysis("raw-data", { basename: "a" }).input).toEqual({ max_size: 500, preserve_aspect: false });
  });

  it.each<[AnalysisName, unknown, string]>([
    ["wcs", {}, "wcs: basename must be the name of a frame."],
    ["wcs", null, "wcs: the request must be an object."],
    ["wcs", [], "wcs: the request must be an object."],
    ["wcs", { basename: "../etc/passwd" }, "wcs: basename is not a valid frame name."],
    ["wcs", { basename: "a..b" }, "wcs: basename is not a valid frame name."],
    ["wcs", { basename: "a", source: "web" }, 'wcs: source must be "archive" or "datalab".'],
    ["get-jpg", { basename: "a", zmin: 1 }, "get-jpg: zmax must be a number or null."],
    ["line-profile", { ...line, height: 0 }, "line-profile: height must be a number above 0."],
    ["line-profile", { ...line, x1: "a" }, "line-profile: x1 must be a number."],
    [
      "line-profile",
      { ...line, y2: undefined, width: -1 },
      "line-profile: y2 must be a number; width must be a number above 0.",
    ],
    [
      "source-catalog",
      { basename: "a" },
      "source-catalog: width must be a number above 0; height must be a number above 0.",
    ],
    ["centroiding", { ...line, x: 2 ** 53, y: 1 }, "centroiding: x must be a number from -1000000 to 1000000."],
    ["raw-data", { basename: "a", max_size: 0 }, "raw-data: max_size must be a whole number from 1 to 2048."],
    ["raw-data", { basename: "a", max_size: 2049 }, "raw-data: max_size must be a whole number from 1 to 2048."],
    ["raw-data", { basename: "a", max_size: 1.5 }, "raw-data: max_size must be a whole number from 1 to 2048."],
    ["centroiding", { ...line, x: 1, y: 1, radius: -1 }, "centroiding: radius must be a number of 0 or more."],
    ["centroiding", { ...line, x: 1, y: 1, find_centroid: "no" }, "centroiding: find_centroid must be true or false."],
  ])("%s %j is refused in words", (name, body, text) => {
    expect(() => parseAnalysis(name, body)).toThrow(expect.objectContaining({ kind: "invalid", message: text }));
  });

  it("is known under every name", () => {
    expect(Object.entries(analyses).map(([name, { name: own }]) => [name, own])).toEqual(
      Object.keys(analyses).map((name) => [name, name]),
    );
  });
});
