import { rm } from "node:fs/promises";
import { writeFrameTiff } from "../imaging/render-frame.ts";
import { defineAnalysis } from "./define.ts";

/** The frame as a TIFF in full resolution, limits found from the image; made once and kept (analysis.md §4). */
export const getTif = defineAnalysis({
  name: "get-tif",
  input: {},
  async run(context) {
    const tif_url = await context.keep({
      extension: "tif",
      version: 1,
      async make(store) {
        const frame = await context.frame();
        const path = `${frame.scratch}.tif`;
        try {
          await writeFrameTiff(context.pool, frame.shown().input, path);
          await store(path);
        } finally {
          await rm(path, { force: true });
        }
      },
    });
    return { tif_url };
  },
});
