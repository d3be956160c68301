import { channelRows } from "../composite/channel-rows.ts";
import type { PlacedChannel, Tile } from "../composite/placed-channel.ts";
import type { FrameSize } from "../frame-input.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

interface CompositeTile extends FrameSize {
  channels: readonly PlacedChannel[];
  tile: Tile;
  /** The whole picture: red, green, blue in turn, top row first. */
  picture: SharedArrayBuffer;
}

/** Draws one tile of a composite into the picture. */
export function compositeTile({ kernels, checkCancelled }: ThreadContext, payload: CompositeTile): TaskOutcome<null> {
  const { channels, tile, width, height, picture } = payload;
  const { exports } = kernels;
  const count = tile.x1 - tile.x0;
  kernels.reset();
  const stride = Math.ceil(count / 4) * 16;
  const sums = kernels.allocate(3 * stride);
  const bytes = kernels.allocate(3 * count + 16);
  const layers = channels.map((channel) => {
    checkCancelled();
    return { ...channel, rowOf: channelRows(kernels, channel, tile) };
  });
  for (let y = tile.y0; y < tile.y1; y++) {
    checkCancelled();
    kernels.bytes(sums, 3 * stride).fill(0);
    for (const { rowOf, colour, zmin, zmax } of layers) {
      exports.addColour(rowOf(y), count, zmin, zmax, ...colour, sums, stride);
    }
    exports.paintComposite(sums, stride, count, kernels.greyTable, bytes);
    const start = ((height - 1 - y) * width + tile.x0) * 3;
    new Uint8Array(picture, start, count * 3).set(kernels.bytes(bytes, count * 3));
  }
  return { result: null };
}
