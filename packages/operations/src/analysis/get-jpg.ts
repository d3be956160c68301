import { frameJpeg } from "../imaging/render-frame.ts";
import { defineAnalysis } from "./define.ts";
import { numeric } from "./request-members.ts";

const limit = numeric("must be a number or null").nullable();

/** The frame as a JPEG in full resolution between two limits; a limit that is not stated is found from the image (analysis.md §5). */
export const getJpg = defineAnalysis({
  name: "get-jpg",
  input: { zmin: limit, zmax: limit },
  async run(context, limits) {
    const { input } = (await context.frame()).shown();
    const jpeg = await frameJpeg(context.pool, input, limits);
    return { jpg_base64: Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString("base64") };
  },
});
