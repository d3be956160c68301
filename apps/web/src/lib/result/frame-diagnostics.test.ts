import { describe, expect, it } from "vitest";
import { readFrameDiagnostics } from "./frame-diagnostics.ts";

const heading =
  "comparison star identifier | RA | Dec | calculated flux | FITS source catalog flux | calculated magnitude | FITS source catalog magnitude";

describe("diagnostics of frames", () => {
  it("are rows of seven fields and notes", () => {
    const lines = [
      heading,
      "comparison-star validation row: cand-005 | 150.0070 | 19.9945 | 19104 | 20000 | 14.248 | 14.247",
      "comparison-star validation row: too | few",
      "the sky is bright",
      { message: "an object" },
    ];
    const [frame] = readFrameDiagnostics({
      diagnostics: { "archive_p0.fits.fz": lines },
      diagnostic_images: { "archive_p0.fits.fz": "/p0.jpg" },
    });
    expect(frame).toEqual({
      frame: "p0",
      picture: "/p0.jpg",
      rows: [
        { star: "cand-005", flux: "19104", catalogueFlux: "20000", magnitude: "14.248", catalogueMagnitude: "14.247" },
      ],
      notes: ["comparison-star validation row: too | few", "the sky is bright", '{"message":"an object"}'],
    });
  });
  it("are none for results that have none", () => {
    expect(readFrameDiagnostics({ light_curve: [] })).toEqual([]);
  });
});
