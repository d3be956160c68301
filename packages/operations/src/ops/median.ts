import { combineFrames } from "@datalab/kernels";
import { defineOperation } from "../define.ts";
import { commonSize, floatTypeFor, isCropped } from "../imaging/image-geometry.ts";
import { withoutValue } from "../imaging/missing-pixels.ts";
import { resultHeader } from "../imaging/result-header/result-header.ts";
import { checkSameBinning } from "../imaging/same-binning.ts";

export default defineOperation({
  name: "Median",
  version: 2,
  wizard: {
    description:
      "Combines two or more images by taking the middle value at every pixel; handy for building sky or calibration frames.",
    category: "image",
    inputs: {
      input_files: {
        name: "Input Files",
        description: "Images to combine",
        type: "fits",
        minimum: 2,
        maximum: 999,
      },
    },
  },

  /** Images are laid over each other at their lower left corners. A pixel that is missing in one image is missing in the result. */
  async run({ frames, output, pool, signal }, { input_files }) {
    const opened = await frames.open(input_files, [0, 0.5]);
    checkSameBinning(opened);
    const inputs = opened.map((frame) => frame.input);
    const names = opened.map((frame) => frame.basename);
    const { width, height } = commonSize(inputs);
    const pixels = floatTypeFor(inputs);

    await output.image({
      ...resultHeader(opened, { kind: "median", cropped: isCropped(inputs) }),
      width,
      height,
      pixels,
      comment: `Datalab Median on ${names.join(", ")}`,
      inputs: names,
      noteOfMissing: withoutValue,
      progress: [0.5, 1],
      rows: (sink) => combineFrames(pool, { inputs, width, height, reduce: "median", output: pixels, signal, ...sink }),
    });
  },
});
