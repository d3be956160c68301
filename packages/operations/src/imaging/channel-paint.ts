import { AppError } from "@datalab/errors";
import type { CompositeChannel } from "@datalab/kernels";
import type { ChannelFile } from "../wizard.ts";

/**
 * How a channel is painted: its colour in parts of 0…1, its limits in order.
 * @throws AppError invalid when something is not stated, or the colour is none
 */
export function paintOf({
  basename,
  color,
  zmin,
  zmax,
}: ChannelFile): Pick<CompositeChannel, "colour" | "zmin" | "zmax"> {
  if (color === undefined || zmin === undefined || zmax === undefined) {
    const text = "Every colour channel needs a colour and both scale values.";
    throw new AppError("invalid", "operations.channel_incomplete", text);
  }
  const colour = [color.r / 255, color.g / 255, color.b / 255] as const;
  if (!colour.every((part) => part >= 0 && part <= 1)) {
    const text = `The colour of ${basename} must have red, green and blue from 0 to 255.`;
    throw new AppError("invalid", "operations.colour_out_of_range", text);
  }
  return { colour, zmin: Math.min(zmin, zmax), zmax: Math.max(zmin, zmax) };
}
