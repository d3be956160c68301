import { combineFrames } from "@datalab/kernels";
import { defineOperation } from "../define.ts";
import { commonSize, floatTypeFor, isCropped } from "../imaging/image-geometry.ts";
import { withoutValue } from "../imaging/missing-pixels.ts";
import { shareOf } from "../imaging/progress-shares.ts";
import { resultHeader } from "../imaging/result-header/result-header.ts";
import { checkSameBinning } from "../imaging/same-binning.ts";
import { sciFrame } from "../open-frames.ts";

export default defineOperation({
  name: "Subtraction",
  version: 2,
  wizard: {
    description: "Subtracts one chosen image from each of the input images.",
    category: "image",
    inputs: {
      input_files: {
        name: "Input Files",
        description: "Images to subtract from",
        type: "fits",
        minimum: 1,
        maximum: 999,
      },
      subtraction_file: {
        name: "Subtraction File",
        description: "Image that is subtracted",
        type: "fits",
        minimum: 1,
        maximum: 1,
      },
    },
  },

  /**
   * One output an image, published as it is done; two images are held at a time. Each pair is laid over each other at the lower left
   * corners and cropped to what both cover. Differences are floats, so unsigned integers cannot wrap; a pixel that is missing in
   * either image is missing in the result.
   */
  async run({ frames, output, pool, signal, progress }, { input_files, subtraction_file }) {
    const [subtracted] = await frames.open(subtraction_file, [0, 0.01]);
    for (const [i, file] of input_files.entries()) {
      const span = shareOf(i, input_files.length, [0.01, 1]);
      progress(span.at(0), `Opening ${file.basename}`);
      await frames.use(file, async (opened) => {
        const frame = sciFrame(opened);
        checkSameBinning([frame, subtracted]);
        const { basename, input } = frame;
        const inputs = [input, subtracted.input];
        const { width, height } = commonSize(inputs);
        const pixels = floatTypeFor(inputs);
        await output.image({
          ...resultHeader([frame, subtracted], { kind: "difference", cropped: isCropped(inputs) }),
          width,
          height,
          pixels,
          comment: `Datalab Subtraction on ${basename}, ${subtracted.basename}`,
          inputs: [basename],
          noteOfMissing: withoutValue,
          parameters: { subtraction_file: subtracted.basename },
          doing: `Subtracting from ${basename}:`,
          index: i + 1,
          progress: span.part(0.02, 1),
          rows: (sink) =>
            combineFrames(pool, { inputs, width, height, reduce: "difference", output: pixels, signal, ...sink }),
        });
      });
    }
  },
});
