import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileSource, imageLayout, openFits } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { scratchFolder } from "../../test/run-operation.ts";
import { operationTasks } from "../operation-tasks.ts";
import { seededUniform } from "../period/seeded-random.ts";
import { apertureSum } from "./aperture.ts";
import { measureFrameTask } from "./measure-frame.ts";
import { type MeasurePosition, measurePosition } from "./measure-position.ts";
import { normalNumbers } from "./normal-numbers.fixture.ts";
import type { PixelPatch } from "./pixel-patch.ts";
import { imageOf } from "./star-image.fixture.ts";

const python = (script: string, input: object) =>
  JSON.parse(execFileSync("/usr/bin/python3", ["-c", script], { input: JSON.stringify(input), encoding: "utf8" }));

const size = 200;

/** Sky, noise and bright stars. */
function field(seed: number): PixelPatch {
  const random = seededUniform(seed);
  const normal = normalNumbers(seed + 1);
  const stars = Array.from({ length: 30 }, () => [random() * size, random() * size, 1e4 * random()]);
  return imageOf(size, size, (x, y) =>
    stars.reduce(
      (sum, [sx, sy, height]) => sum + height * Math.exp(-((x - sx) ** 2 + (y - sy) ** 2) / 9),
      300 + 20 * normal(),
    ),
  );
}

/** 1000 circles of 0.01 … 40 px, every fourth on an edge, some off the image. PE pixels. */
function circles() {
  const random = seededUniform(42);
  return Array.from({ length: 1000 }, (_, k) => {
    const radius = k % 5 === 0 ? 0.01 + random() : 0.5 + 39.5 * random() ** 2;
    const along = random() * size;
    const edge = (random() - 0.5) * 2 * radius + (k % 8 < 4 ? 0 : size);
    if (k % 4 === 0) return k % 3 === 0 ? { x: edge, y: along, radius } : { x: along, y: edge, radius };
    return { x: random() * size, y: random() * size, radius };
  });
}

const photutils = `
import json, sys, base64
import numpy as np
from photutils.aperture import CircularAperture
o = json.load(sys.stdin)
data = np.frombuffer(base64.b64decode(o["data"]), "<f4").astype(float).reshape(o["size"], o["size"])
mask = ~np.isfinite(data)
out = []
for x, y, r in o["circles"]:
    a = CircularAperture((x - 0.5, y - 0.5), r)
    s, _ = a.do_photometry(data, mask=mask, method="exact")
    t, _ = a.do_photometry(np.ones_like(data), mask=mask, method="exact")
    out.append([float(s[0]), float(t[0])])
json.dump(out, sys.stdout)
`;

const sep = `
import json, sys, base64
import numpy as np, sep
o = json.load(sys.stdin)
data = np.frombuffer(base64.b64decode(o["data"]), "<f4").astype(float).reshape(o["size"], o["size"])
c = np.array(o["circles"])
s, _, _ = sep.sum_circle(data, c[:, 0] - 0.5, c[:, 1] - 0.5, c[:, 2], subpix=0)
json.dump(s.tolist(), sys.stdout)
`;

const requestOf = (image: PixelPatch, list: ReturnType<typeof circles>) => ({
  size,
  data: Buffer.from(image.data.buffer).toString("base64"),
  circles: list.map(({ x, y, radius }) => [x, y, radius]),
});

describe("exact apertures", () => {
  it("agree with photutils on 1000 circles to 1e-10, over edges and pixels without a value too", () => {
    const image = field(1);
    for (let k = 0; k < 400; k++) image.data[(k * 9973) % image.data.length] = Number.NaN;
    const list = circles();
    const theirs: [number, number][] = python(photutils, requestOf(image, list));
    let worst = 0;
    list.forEach(({ x, y, radius }, k) => {
      const { sum, area } = apertureSum(image, x, y, radius, "exact");
      const [theirSum, theirArea] = theirs[k].map((value) => (Number.isFinite(value) ? value : 0));
      if (theirArea === 0) expect(area).toBeLessThan(1e-12);
      else worst = Math.max(worst, Math.abs(sum / theirSum - 1), Math.abs(area / theirArea - 1));
    });
    expect(worst).toBeLessThan(1e-10);
  });

  it("agree with SEP to 1e-6, over edges too", () => {
    const image = field(2);
    const list = circles();
    const sums: number[] = python(sep, requestOf(image, list));
    let compared = 0;
    list.forEach(({ x, y, radius }, k) => {
      const { sum, area } = apertureSum(image, x, y, radius, "exact");
      if (area === 0) return;
      compared++;
      expect(Math.abs(sum / sums[k] - 1)).toBeLessThan(1e-6);
    });
    expect(compared).toBeGreaterThan(850);
  });
});

const pool = createPool({ threads: 1, modules: [operationTasks] });
afterAll(() => pool.close());

const tiledFile = `
import json, sys, base64
import numpy as np
from astropy.io import fits
o = json.load(sys.stdin)
data = np.frombuffer(base64.b64decode(o["data"]), "<f4").reshape(o["size"], o["size"]).astype(">f4" if o["codec"] != "HCOMPRESS_1" else ">i2")
hdu = fits.CompImageHDU(data, name="SCI", compression_type=o["codec"], tile_size=o["tile"], quantize_level=0 if o["codec"] == "GZIP_1" else 16)
fits.HDUList([fits.PrimaryHDU(), hdu]).writeto(o["path"])
json.dump(np.asarray(fits.getdata(o["path"], 1), float).ravel().tolist(), sys.stdout)
`;

describe("frames in tiles that are not rows", () => {
  it.each([
    ["GZIP_1", [64, 48]],
    ["GZIP_1", [size, size]],
    ["HCOMPRESS_1", [size, 16]],
    ["RICE_1", [50, 7]],
  ])("are measured as the image in memory is: %s %s", async (codec, tile) => {
    const path = join(await scratchFolder(), "tiles.fits");
    const image = field(3);
    const pixels: number[] = python(tiledFile, { ...requestOf(image, []), path, codec, tile });
    const source = await fileSource(path);
    const file = await openFits(source);
    const layout = await imageLayout(file, file.hdus[1]);
    await source.close();
    const random = seededUniform(9);
    const positions = Array.from({ length: 50 }, (): MeasurePosition => {
      return { x: random() * size, y: random() * size, role: "target" };
    });
    const settings = {
      radii: { aperture: 3, annulusInner: 5, annulusOuter: 8 },
      gain: 1,
      readNoise: 5,
      fractions: "exact",
    } as const;
    const result = await pool.call(measureFrameTask, { input: { path, layout }, positions, ...settings });
    const stored = { ...image, data: Float32Array.from(pixels) };
    const expected = positions.map((position) => measurePosition(stored, position, settings)?.net ?? Number.NaN);
    for (const [k, net] of result.net.entries()) expect(net).toBeCloseTo(expected[k], 6);
  });
});
