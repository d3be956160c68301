import type { Affine, FrameInput } from "@datalab/kernels";
import { commonSize } from "../image-geometry.ts";

/**
 * Alignments for a composite that cuts every frame down around its own centre, so that frames of other sizes than the first still lie on
 * it: each map is followed from where the first frame is cut. The predecessor did not, and left them shifted by half the difference.
 */
export function cutLikeFirst(
  maps: readonly (Affine | undefined)[],
  inputs: readonly FrameInput[],
): (Affine | undefined)[] {
  const common = commonSize(inputs);
  const corners = inputs.map(({ layout }) => ({
    x: Math.floor((layout.width - common.width) / 2),
    y: Math.floor((layout.height - common.height) / 2),
  }));
  return maps.map((map, i) => {
    if (!map) return map;
    const [a, b, c, d, e, f] = map;
    const [x, y] = [corners[0].x - corners[i].x, corners[0].y - corners[i].y];
    return [a, b, c + a * x + b * y, d, e, f + d * x + e * y];
  });
}
