import { renderFrame } from "../imaging/render-frame.ts";
import { defineAnalysis } from "./define.ts";

/** The frame as a TIFF in full resolution, limits found from the image; made once and kept (analysis.md §4). */
export const getTif = defineAnalysis({
  name: "get-tif",
  input: {},
  async run(context) {
    const tif_url = await context.keep({
      extension: "tif",
      version: 1,
      async make() {
        const { input } = (await context.frame()).shown();
        return renderFrame(context.pool, input, { format: "tiff" });
      },
    });
    return { tif_url };
  },
});
