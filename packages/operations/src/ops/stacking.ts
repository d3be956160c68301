import { combineFrames } from "@datalab/kernels";
import { defineOperation } from "../define.ts";
import { commonSize, isCropped, sumTypeFor } from "../imaging/image-geometry.ts";
import { countedAsNothing } from "../imaging/missing-pixels.ts";
import { reprojectedStack } from "../imaging/reprojected-stack.ts";
import { resultHeader } from "../imaging/result-header/result-header.ts";
import { checkSameBinning } from "../imaging/same-binning.ts";

export default defineOperation({
  name: "Stacking",
  version: 2,
  wizard: {
    description: "Adds images pixel by pixel to raise the signal; optionally puts them on a common sky grid first.",
    category: "image",
    inputs: {
      input_files: {
        name: "Input Files",
        description: "Images to add up",
        type: "fits",
        minimum: 2,
        maximum: 999,
      },
      stacking_mode: {
        name: "Stacking Mode",
        description: "Add as they are, or reproject onto a shared grid before adding",
        type: "select",
        options: ["simple", "reproject"],
        default: "simple",
      },
    },
  },

  /**
   * simple: images are laid over each other at their lower left corners. reproject: they are resampled to a common sky grid and cropped
   * to the rectangle that all of them fill. Either way a value that is missing counts as 0.
   */
  async run(context, { input_files, stacking_mode }) {
    const opened = await context.frames.open(input_files, [0, 0.1]);
    const names = opened.map((frame) => frame.basename);
    const about = {
      comment: `Datalab Stacking on ${names.join(", ")}`,
      inputs: names,
      parameters: { stacking_mode },
      noteOfMissing: countedAsNothing,
    };
    if (stacking_mode === "reproject") {
      await context.output.image({
        ...about,
        ...(await reprojectedStack(opened, context, [0.1, 0.7])),
        progress: [0.7, 1],
      });
      return;
    }
    checkSameBinning(opened);
    const inputs = opened.map((frame) => frame.input);
    const { width, height } = commonSize(inputs);
    const pixels = sumTypeFor(inputs);
    await context.output.image({
      ...about,
      ...resultHeader(opened, { kind: "sum", cropped: isCropped(inputs) }),
      width,
      height,
      pixels,
      progress: [0.1, 1],
      rows: (sink) =>
        combineFrames(context.pool, {
          inputs,
          width,
          height,
          reduce: "sum",
          output: pixels,
          signal: context.signal,
          ...sink,
        }),
    });
  },
});
