import type { Picture } from "../picture/picture.ts";
import { shrinkPicture } from "../picture/shrink-picture.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

interface Shrinking {
  picture: Picture;
  /** The box. */
  width: number;
  height: number;
}

/** A whole picture shrunk into a box. */
export function shrinkWhole(_: ThreadContext, { picture, width, height }: Shrinking): TaskOutcome<Picture> {
  return { result: shrinkPicture(picture, width, height) };
}
