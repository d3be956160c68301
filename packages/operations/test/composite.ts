import { join } from "node:path";
import { type NewHdu, writeFits } from "@datalab/fits";
import type { KernelPool } from "@datalab/kernels";
import sharp from "sharp";
import type { Execution } from "../src/execute.ts";
import colorImage from "../src/ops/color-image.ts";
import { runOperation, scratchFolder } from "./run-operation.ts";

export type Image = Omit<Extract<NewHdu, { kind: "image" }>, "kind">;

interface TestChannel {
  image: Image;
  catalog?: { name: string; data: Float64Array }[];
  request?: object;
}

export const white = { color: { r: 255, g: 255, b: 255 }, zmin: 0, zmax: 100 };
export const red = { color: { r: 255, g: 0, b: 0 }, zmin: 0, zmax: 100 };
export const cyan = { color: { r: 0, g: 255, b: 255 }, zmin: 0, zmax: 100 };

export const image = (width: number, height: number, value: (x: number, y: number) => number): Image => ({
  width,
  height,
  pixels: Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
});

/** Color Image of channels whose files are called a, b, c … */
export async function composite(pool: KernelPool, channels: TestChannel[], changes: Partial<Execution> = {}) {
  const folder = await scratchFolder();
  const files = new Map<string, string>();
  for (const [index, { image: content, catalog }] of channels.entries()) {
    const path = join(folder, `${index}.fits`);
    await writeFits(path, [
      { kind: "primary" },
      { kind: "image", name: "SCI", ...content },
      ...(catalog ? [{ kind: "table", name: "CAT", columns: catalog } as const] : []),
    ]);
    files.set(String.fromCharCode(97 + index), path);
  }
  const color_channels = [...files.keys()].map((basename, i) => ({ basename, ...(channels[i].request ?? white) }));
  const run = await runOperation(colorImage, { color_channels }, files, pool, changes);
  const { data, info } = await sharp(run.path("tif")).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => [
    ...data.subarray(3 * ((info.height - 1 - y) * info.width + x)).subarray(0, 3),
  ];
  return { ...run, pixels: data, width: info.width, height: info.height, pixel, note: run.result.output_files[0].note };
}
