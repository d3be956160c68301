import { starField } from "@datalab/archive";

/** Names of large frames that the largest job reads. */
export const manyFrames = 200;
/** Large frames that differ. */
const distinct = 10;
/** The sky of the bench frames: see `benchFrame`. */
const field = { ra: 150, dec: -20, side: (4096 * 0.389) / 3600 };

/**
 * What is measured. `inputData` gives each round another request, so that no job finds another's result. `reference`: CPU seconds in the
 * service that this product replaces; `times`: how much faster it is to be; `peak`: the most megabytes of the worker. `once`: last, once.
 */
export function jobKinds(basenames) {
  const files = (names) => names.map((basename) => ({ source: "archive", basename, filter: "rp" }));
  const some = (round, count) =>
    files(Array.from({ length: count }, (_, i) => basenames[((round % distinct) + i) % distinct]));
  const source = middlingStar();
  return [
    {
      job: "Median of 8 × 4096²",
      operation: "Median",
      inputData: (round) => ({ input_files: some(round, 8) }),
      ...{ reference: 7.4, times: 8, peak: 350 },
    },
    {
      job: "Stacking, simple, of 8 × 4096²",
      operation: "Stacking",
      inputData: (round) => ({ input_files: some(round, 8), stacking_mode: "simple" }),
      ...{ reference: 6.9, times: 6, peak: 350 },
    },
    {
      job: "Stacking, reproject, of 2 × 4096²",
      operation: "Stacking",
      inputData: (round) => ({ input_files: some(round, 2), stacking_mode: "reproject" }),
      ...{ reference: 85, times: 25, peak: 600 },
    },
    {
      job: "Normalization of 4096²",
      operation: "Normalization",
      inputData: (round) => ({ input_files: some(round, 1) }),
      ...{ reference: 3.2, times: 6, peak: 350 },
    },
    {
      job: "Subtraction of 4096² − 4096²",
      operation: "Subtraction",
      inputData: (round) => ({ input_files: some(round, 1), subtraction_file: some(round + 1, 1) }),
      ...{ reference: 3.15, times: 6, peak: 350 },
    },
    {
      job: "Color Image of 3 × 4096²",
      operation: "Color Image",
      inputData: (round) => ({ color_channels: some(round, 3).map(channel) }),
      ...{ reference: 7.67, times: 5, peak: 350 },
    },
    {
      job: "Aperture Photometry on 2 × 4096²",
      operation: "Aperture Photometry",
      inputData: (round) => ({ source, input_files: some(round, 2), ...apertures }),
      ...{ reference: 153, peak: 350 },
    },
    {
      job: "Variable Star on 8 × 4096²",
      operation: "Variable Star",
      inputData: (round) => ({ source, input_files: some(round, 8) }),
      ...{ reference: 0.27, peak: 350 },
    },
    {
      job: `Median of ${manyFrames} × 4096²`,
      operation: "Median",
      inputData: () => ({ input_files: files(basenames) }),
      ...{ once: true, peak: 512 },
    },
  ];
}

const apertures = { aperture_radius: 8, annulus_inner_radius: 12, annulus_outer_radius: 18 };

const colours = [
  { r: 255, g: 0, b: 0 },
  { r: 0, g: 255, b: 0 },
  { r: 0, g: 0, b: 255 },
];
const channel = (file, index) => ({ ...file, color: colours[index], zmin: 190, zmax: 400 });

/** A star near the middle of the bench frames, neither bright nor faint. */
function middlingStar() {
  const stars = starField({ seed: 1, ...field, count: 3000, brightest: 13, faintest: 20 });
  const near = stars.filter(({ ra, dec }) => Math.max(Math.abs(ra - field.ra), Math.abs(dec - field.dec)) < 0.1);
  const [{ ra, dec }] = near.sort((a, b) => Math.abs(a.mag - 15.5) - Math.abs(b.mag - 15.5));
  return { ra, dec };
}
