import { AppError } from "@datalab/errors";
import { combineFrames, frameMedian } from "@datalab/kernels";
import { defineOperation } from "../define.ts";
import { floatTypeFor } from "../imaging/image-geometry.ts";
import { withoutValue } from "../imaging/missing-pixels.ts";
import { shareOf } from "../imaging/progress-shares.ts";
import { resultHeader } from "../imaging/result-header/result-header.ts";
import { sciFrame } from "../open-frames.ts";

export default defineOperation({
  name: "Normalization",
  version: 2,
  wizard: {
    description: "Divides each image by its own median value, e.g. before using it as a flat.",
    category: "image",
    inputs: {
      input_files: {
        name: "Input Files",
        description: "Images to normalise",
        type: "fits",
        minimum: 1,
        maximum: 999,
      },
    },
  },

  /**
   * One output an image, published as it is done; one image at a time is held. The median is exact and of all pixels that have a value;
   * the others stay without one. In parity one pixel without a value leaves the median, and so the whole result, without one. An image
   * whose median is 0 or infinite is refused.
   */
  async run({ frames, output, pool, signal, progress, conventions }, { input_files }) {
    for (const [i, file] of input_files.entries()) {
      const span = shareOf(i, input_files.length, [0, 1]);
      progress(span.at(0), `Opening ${file.basename}`);
      await frames.use(file, async (opened) => {
        const frame = sciFrame(opened);
        const { basename, input } = frame;
        const { width, height } = input.layout;
        progress(span.at(0.02), `Taking the median of ${basename}`);
        const median = await frameMedian(pool, { input, skipMissing: !conventions.parity, signal });
        if (median === 0 || Math.abs(median) === Number.POSITIVE_INFINITY) throw notDivisible(basename, median);
        const pixels = floatTypeFor([input]);
        const combination = { inputs: [input], width, height, reduce: { divideBy: median }, output: pixels, signal };
        await output.image({
          ...resultHeader([frame], { kind: "quotient", divisor: median }),
          width,
          height,
          pixels,
          comment: `Datalab Normalization on ${basename}`,
          inputs: [basename],
          noteOfMissing: withoutValue,
          parameters: { median: Number.isNaN(median) ? "none (pixels without a value)" : median },
          doing: `Dividing ${basename} by its median:`,
          index: i + 1,
          progress: span.part(0.25, 1),
          rows: (sink) => combineFrames(pool, { ...combination, ...sink }),
        });
      });
    }
  },
});

function notDivisible(basename: string, median: number): AppError {
  const value = median === 0 ? "0" : "infinite";
  return new AppError(
    "invalid",
    "operations.no_usable_median",
    `${basename} cannot be normalised: its median is ${value}.`,
  );
}
