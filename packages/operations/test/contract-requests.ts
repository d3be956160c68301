import type { InputData } from "../src/input-files.ts";
import { fieldTarget } from "./star-frames.ts";

const names = Array.from({ length: 10 }, (_, index) => `frame-${index}`);
const files = (count: number, more: object = {}, from = 0) =>
  names.slice(from, from + count).map((basename) => ({ basename, source: "archive", ...more }));
const paint = (basename: string, r: number, g: number, b: number) => ({
  ...{ basename, source: "archive", color: { r, g, b }, zmin: 150, zmax: 600 },
});

const apertures = {
  ...{ aperture_radius: 3, annulus_inner_radius: 5, annulus_outer_radius: 7 },
  ...{ min_comparisons: 3, max_comparisons: 4 },
};
const source = { ...fieldTarget, name: "the variable" };

/** Requests on `contractFrames` that between them use what every operation of the catalogue can do: its name, then each by a label. */
export const contractRequests: Readonly<Record<string, Readonly<Record<string, InputData>>>> = {
  "Aperture Photometry": { "three frames": { source, input_files: files(3, { filter: "rp" }), ...apertures } },
  "Moving Target Aperture Photometry": {
    "two positions": {
      input_files: files(3, { filter: "rp" }),
      target_positions: [60_310, 60_310.2].map((mjd) => ({ ...fieldTarget, mjd })),
      ...apertures,
    },
  },
  "Non-Sidereal Aperture Photometry": { "three frames": { input_files: files(3, { filter: "rp" }), ...apertures } },
  "Color Image": {
    "three channels": {
      color_channels: [paint("frame-0", 255, 0, 0), paint("frame-1", 0, 255, 0), paint("frame-2", 0, 0, 255)],
    },
    "one channel": { color_channels: [paint("frame-3", 255, 200, 100)] },
  },
  "HR Diagram": {
    "two bands": {
      blue_filter_files: files(1, { filter: "gp" }),
      red_filter_files: files(1, { filter: "rp" }, 1),
      cluster: source,
      search_radius_arcmin: 2,
    },
  },
  "Light Curve": { "four frames": { source, input_files: files(4, { filter: "rp" }) } },
  Median: { "three frames": { input_files: files(3) }, "ten frames": { input_files: files(10) } },
  Normalization: { "two frames": { input_files: files(2) } },
  Stacking: {
    simple: { input_files: files(3) },
    reproject: { input_files: files(3), stacking_mode: "reproject" },
  },
  Subtraction: { "two frames": { input_files: files(2), subtraction_file: files(1, {}, 2) } },
  "Variable Star": {
    "ten frames": { source, input_files: files(10, { filter: "rp" }) },
    bootstrap: { source, input_files: files(9, { filter: "rp" }), bootstrap_samples: 20 },
  },
};
