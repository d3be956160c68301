import { type CompositeChannel, compositeFrames, releasePicture } from "@datalab/kernels";
import { defineOperation } from "../define.ts";
import type { FrameFile } from "../frame-file.ts";
import { alignFrames } from "../imaging/alignment/align-frames.ts";
import { cutLikeFirst } from "../imaging/alignment/cut-like-first.ts";
import { paintOf } from "../imaging/channel-paint.ts";
import { sciFrame } from "../open-frames.ts";

export default defineOperation({
  name: "Color Image",
  version: 1,
  wizard: {
    description: "Blends up to six images, each in a colour of its own, into one picture.",
    category: "image",
    inputs: {
      color_channels: {
        name: "Color Channel",
        description: "An image of the composite",
        type: "fits",
        minimum: 1,
        maximum: 6,
        include_custom_scale: true,
        color_picker: true,
      },
    },
  },

  /**
   * Images are turned and shifted onto the first by their stars. Where that is impossible they are laid over each other as they are, and a
   * note says why. Those of different sizes are cut down around their centres.
   */
  async run({ frames, output, pool, signal, progress, conventions }, { color_channels }) {
    const paints = color_channels.map(paintOf);
    const files: FrameFile[] = [];
    for (const [index, channel] of color_channels.entries()) {
      progress((0.4 * index) / color_channels.length, `Opening image ${index + 1} of ${color_channels.length}`);
      files.push(await frames.read(channel));
    }
    const inputs = files.map((file) => sciFrame(file).input);

    progress(0.4, "Finding the same stars in all images");
    const alignment = await alignFrames(pool, files, { wcsToEdge: conventions.wcsToEdge, signal });
    const note = "obstacle" in alignment ? `The images are not aligned: ${alignment.obstacle}.` : undefined;
    const maps = "maps" in alignment ? alignment.maps : [];
    const placed = conventions.parity ? maps : cutLikeFirst(maps, inputs);

    const channels = inputs.map((input, i): CompositeChannel => ({ input, ...paints[i], alignment: placed[i] }));
    const onProgress = (part: number) => progress(0.5 + 0.3 * part, note ?? "Mixing the colours");
    onProgress(0);
    const picture = await compositeFrames(pool, { channels, signal, onProgress });
    const shapes = inputs.map(({ layout }) => ({ width: layout.width, height: layout.height }));
    const [box] = shapes.sort((a, b) => b.height - a.height || b.width - a.width);
    try {
      const { width, height, pixels } = picture;
      await output.picture({ width, height, rgb: pixels, box, note, progress: [0.8, 1] });
    } finally {
      releasePicture(pool, picture);
    }
  },
});
