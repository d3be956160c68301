import { afterAll, expect, it } from "vitest";
import { createPool } from "../pool.ts";
import type { Picture } from "./picture.ts";
import { pictureMemory, releasePicture } from "./picture-memory.ts";

const pool = createPool({ threads: 1 });
afterAll(() => pool.close());

function picture(buffer: SharedArrayBuffer | ArrayBuffer): Picture {
  return { width: buffer.byteLength, height: 1, channels: 1, pixels: new Uint8Array(buffer) };
}

it("gives the memory of a released picture to one picture that fits into it", () => {
  const first = pictureMemory(pool, 1000);
  expect(pictureMemory(pool, 1000)).not.toBe(first);
  releasePicture(pool, picture(first));
  expect(pictureMemory(pool, 1001)).not.toBe(first);
  expect(pictureMemory(pool, 500)).toBe(first);
  expect(pictureMemory(pool, 500)).not.toBe(first);
});

it("keeps the larger of two, none of a picture threads did not draw, and none that is huge", () => {
  const [large, small] = [new SharedArrayBuffer(2000), new SharedArrayBuffer(10)];
  releasePicture(pool, picture(large));
  releasePicture(pool, picture(small));
  releasePicture(pool, picture(new ArrayBuffer(5000)));
  releasePicture(pool, picture(new SharedArrayBuffer(2 ** 26 + 1)));
  expect(pictureMemory(pool, 1)).toBe(large);
});
