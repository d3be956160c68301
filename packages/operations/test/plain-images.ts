import { join } from "node:path";
import { type NewHdu, writeFits } from "@datalab/fits";
import { scratchFolder } from "./run-operation.ts";

export type Image = Omit<Extract<NewHdu, { kind: "image" }>, "kind">;

/** A float32 image from a formula. */
export function plainImage(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): Image & { pixels: Float32Array } {
  const pixels = Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return { width, height, pixels };
}

/** Something like noise, the same for the same seed. */
export function noise(seed: number): (x: number, y: number) => number {
  return (x, y) => ((x * 7919 + y * 104729 + seed * 15485863) % 1009) / 8 + 500;
}

/** Uncompressed files of these images, SCI each, by their names, until the test is over. */
export async function storeImages(images: Readonly<Record<string, Image>>): Promise<Map<string, string>> {
  const folder = await scratchFolder();
  const files = new Map<string, string>();
  for (const [name, image] of Object.entries(images)) {
    files.set(name, join(folder, `${name}.fits`));
    await writeFits(join(folder, `${name}.fits`), [{ kind: "primary" }, { kind: "image", name: "SCI", ...image }]);
  }
  return files;
}
