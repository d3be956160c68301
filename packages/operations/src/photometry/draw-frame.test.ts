import { join } from "node:path";
import { fileSource, imageLayout, openFits, writeFits } from "@datalab/fits";
import { createPool, type FrameInput } from "@datalab/kernels";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { scratchFolder } from "../../test/run-operation.ts";
import { operationTasks } from "../operation-tasks.ts";
import { writeDiagnosticPicture } from "./diagnostic-picture.ts";
import type { DrawFrame } from "./draw-frame.ts";
import { imageOf } from "./star-image.fixture.ts";

const pool = createPool({ threads: 1, modules: [operationTasks] });
afterAll(() => pool.close());

const [width, height] = [300, 200];
const stars = [
  { x: 60, y: 50 },
  { x: 240, y: 150 },
  { x: 150, y: 60 },
];

async function frame(): Promise<FrameInput> {
  const image = imageOf(width, height, (x, y) =>
    stars.reduce(
      (sum, star) => {
        return sum + 5000 * Math.exp(-((x + 0.5 - star.x) ** 2 + (y + 0.5 - star.y) ** 2) / 4);
      },
      100 + ((3 * x + 7 * y) % 11),
    ),
  );
  image.data[20 * width + 20] = Number.NaN;
  const path = join(await scratchFolder(), "frame.fits");
  await writeFits(path, [{ kind: "primary" }, { kind: "image", name: "SCI", width, height, pixels: image.data }]);
  const source = await fileSource(path);
  const file = await openFits(source);
  const layout = await imageLayout(file, file.hdus[1]);
  await source.close();
  return { path, layout };
}

async function drawn(changes: Partial<DrawFrame> = {}) {
  const [target, ...comparisons] = stars;
  const radii = { aperture: 6, annulusInner: 10, annulusOuter: 15 };
  const path = join(await scratchFolder(), "picture.jpg");
  const request = { input: await frame(), target, comparisons, radii, wcsToEdge: 0.5, ...changes };
  await writeDiagnosticPicture(request, path, { pool, signal: new AbortController().signal });
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const colourAt = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  const near = (x: number, y: number, colour: number[]) => {
    for (let j = -4; j <= 4; j++)
      for (let i = -4; i <= 4; i++)
        if (colourAt(Math.round(x) + i, Math.round(y) + j).every((value, k) => Math.abs(value - colour[k]) < 40))
          return true;
    return false;
  };
  return { info, colourAt, near };
}

const orange = [255, 149, 0];
const blue = [0, 173, 239];

describe("diagnostic picture", () => {
  it("is 1500 pixels long, shows the part with the stars, and circles them upright", async () => {
    const { info, near } = await drawn();
    // Crop: 28 px of room on every side of x 59.5…239.5 and y 49.5…149.5.
    const [x0, y0, x1, y1] = [31, 21, 269, 179];
    expect([info.format, info.width, info.height]).toEqual(["raw", 1500, Math.round((1500 * (y1 - y0)) / (x1 - x0))]);
    const scale = 1500 / (x1 - x0);
    const at = ({ x, y }: { x: number; y: number }) => ({ x: (x - x0) * scale, y: info.height - (y - y0) * scale });
    const target = at(stars[0]);
    for (const radius of [6, 10, 15]) {
      expect(near(target.x + radius * scale, target.y, orange)).toBe(true);
      expect(near(target.x, target.y - radius * scale, orange)).toBe(true);
    }
    for (const star of stars.slice(1)) expect(near(at(star).x + 14 * scale, at(star).y, blue)).toBe(true);
    expect(near(target.x, target.y, [255, 255, 255])).toBe(true);
  });

  it("shows the whole frame when nothing was measured", async () => {
    const nowhere = { x: Number.NaN, y: Number.NaN };
    const { info, near } = await drawn({ target: nowhere, comparisons: [nowhere] });
    expect([info.width, info.height]).toEqual([1500, 1000]);
    expect(near(5 * 60, 1000 - 5 * 50, [255, 255, 255])).toBe(true);
  });

  it.each([0.5, 0])("takes %s off positions that count from the pixels' edges", async (wcsToEdge) => {
    const { colourAt, info } = await drawn({ comparisons: [], wcsToEdge });
    let [sum, count] = [0, 0];
    for (let y = 0; y < info.height; y += 4) {
      for (let x = 0; x < info.width; x++) {
        const [red, , lastBlue] = colourAt(x, y);
        if (red - lastBlue < 150) continue;
        sum += x;
        count++;
      }
    }
    const expected = 60 - wcsToEdge;
    const x0 = Math.floor(expected - 28);
    const columns = Math.ceil(expected + 28) + 1 - x0;
    expect(x0 + ((sum / count + 0.5) * columns) / info.width - 0.5).toBeCloseTo(expected, 1);
  });
});
