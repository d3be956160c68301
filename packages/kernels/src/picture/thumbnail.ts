import type { KernelPool } from "../pool.ts";
import { fitBox } from "./fit-box.ts";
import type { Picture } from "./picture.ts";

/** `shrinkPicture` in one of the pool's threads; a picture that fits into the box is returned as it is. */
export async function thumbnail(
  pool: KernelPool,
  picture: Picture,
  { width, height, signal }: { width: number; height: number; signal?: AbortSignal },
): Promise<Picture> {
  const target = fitBox(picture.width, picture.height, width, height);
  if (target.width === picture.width && target.height === picture.height) return picture;
  return pool.run("shrinkWhole", { picture, width, height }, { signal });
}
