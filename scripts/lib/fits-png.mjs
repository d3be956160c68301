import { availableParallelism } from "node:os";
import { imageLayout } from "@datalab/fits";
import { createPool, sampleFrame, scaleFrame } from "@datalab/kernels";
import sharp from "sharp";
import { findHdu } from "../../packages/fits/dist/cli/find-hdu.js";
import { writeOut } from "../../packages/fits/dist/cli/write-out.js";
import { autoScale, sampleStride } from "../../packages/operations/dist/imaging/auto-scale.js";

/** The picture the product makes of a frame (operations.md §0.8): black and white points found, gamma 2.5, the highest row on top. */
export const pngCommand = {
  usage: "FILE OUT [HDU]",
  summary: "an image, the first one unless named, as 8-bit grey PNG",
  async run({ file, path, words: [target, wanted], out }) {
    const hdu = wanted === undefined ? firstImage(file) : findHdu(file, wanted);
    const input = { path, layout: await imageLayout(file, hdu) };
    const pool = createPool({ threads: Math.min(4, availableParallelism()) });
    try {
      const { width, height } = input.layout;
      const samples = await sampleFrame(pool, { input, stride: sampleStride(width, height) });
      const { pixels: grey } = await scaleFrame(pool, { input, ...autoScale(samples) });
      const raw = { width, height, channels: 1 };
      const png = await sharp(Buffer.from(grey), { raw, limitInputPixels: false })
        .toColourspace("b-w")
        .png()
        .toBuffer();
      await writeOut(target, [png], out);
    } finally {
      await pool.close();
    }
  },
};

/** The first two-dimensional image with pixels; else whatever comes first, so that the error names it. */
function firstImage({ hdus }) {
  const isPicture = ({ kind, shape }) => kind.endsWith("image") && shape.length === 2 && !shape.includes(0);
  return hdus.find(isPicture) ?? hdus[0];
}
