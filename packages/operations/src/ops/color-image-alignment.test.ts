import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { composite, cyan, type Image, image, red } from "../../test/composite.ts";
import { type Star, starColumns, strewnStars } from "../../test/star-fields.ts";
import { applySimilarity, invertSimilarity } from "../imaging/alignment/similarity.ts";
import { operationTasks } from "../operation-tasks.ts";
import colorImage from "./color-image.ts";

const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

function catalogOf(stars: readonly Star[]) {
  const { x, y, flux } = starColumns(stars);
  const others = ["fwhm", "ellipticity"].map((name) => ({ name, data: x.map(() => 2) }));
  return [{ name: "X", data: x }, { name: "Y", data: y }, { name: "FLUX", data: flux }, ...others];
}

const size = { width: 300, height: 260 };

/** A dark sky with stars of a few pixels. */
function starImage(stars: readonly Star[]): Image {
  const light = new Float32Array(size.width * size.height);
  for (const star of stars) {
    for (let dy = -6; dy <= 6; dy++) {
      for (let dx = -6; dx <= 6; dx++) {
        const [x, y] = [Math.round(star.x) - 1 + dx, Math.round(star.y) - 1 + dy];
        if (x < 0 || y < 0 || x >= size.width || y >= size.height) continue;
        light[y * size.width + x] += 90 * Math.exp(-((x + 1 - star.x) ** 2 + (y + 1 - star.y) ** 2) / 8);
      }
    }
  }
  return { ...size, pixels: light };
}

describe("Color Image", () => {
  it("turns images onto the first by their stars", async () => {
    const stars = strewnStars(60, { seed: 21, ...size });
    const toFirst = { a: Math.cos(0.2), b: Math.sin(0.2), c: 30.4, d: -11.7 };
    const moved = stars.map((star) => ({ ...star, ...applySimilarity(invertSimilarity(toFirst), star) }));
    const first = { image: starImage(stars), catalog: catalogOf(stars), request: red };
    const second = { image: starImage(moved), catalog: catalogOf(moved), request: cyan };
    const { note, pixels, pixel } = await composite(pool, [first, second]);
    expect(note).toBeUndefined();
    const inBoth = moved.flatMap(({ x, y }, i) => {
      const inside = x > 10 && y > 10 && x < size.width - 10 && y < size.height - 10;
      return inside ? [stars[i]] : [];
    });
    expect(inBoth.length).toBeGreaterThan(25);
    // Bright in all three parts where stars are, and equally bright: half a pixel off would show on their flanks.
    for (const { x, y } of inBoth)
      expect(Math.min(...pixel(Math.round(x) - 1, Math.round(y) - 1))).toBeGreaterThan(200);
    let worst = 0;
    for (const { x, y } of inBoth) {
      for (const [dx, dy] of [
        [-2, 0],
        [2, 0],
        [0, -2],
        [0, 2],
      ]) {
        const [r, g] = pixel(Math.round(x) - 1 + dx, Math.round(y) - 1 + dy);
        worst = Math.max(worst, Math.abs(r - g));
      }
    }
    expect(worst).toBeLessThan(25);
    expect(pixels.some((value) => value > 0)).toBe(true);
  });

  it.each([
    ["stay on it", 0.5, 0],
    ["are shifted by half the difference in parity mode, as the predecessor's", 0, 10],
  ])("images of another size than the first %s", async (_, wcsToEdge, shift) => {
    const stars = strewnStars(60, { seed: 21, ...size });
    const narrower = { ...size, width: size.width - 20 };
    const wide = starImage(stars);
    const pixels = (wide.pixels as Float32Array).filter((_, i) => i % size.width < narrower.width);
    const first = { image: wide, catalog: catalogOf(stars), request: red };
    const second = { image: { ...narrower, pixels }, catalog: catalogOf(stars), request: cyan };
    const { width, pixel } = await composite(pool, [first, second], {
      conventions: { parity: wcsToEdge === 0, wcsToEdge },
    });
    expect(width).toBe(narrower.width);
    const [x, y] = [150, 100];
    const around = Array.from({ length: 60 }, (_, i) => ({ x: x + (i % 10) * 6, y: y + Math.floor(i / 10) * 20 }));
    for (const at of around) {
      const [red] = pixel(at.x, at.y);
      const [, green] = pixel(at.x + shift, at.y);
      expect(Math.abs(red - green)).toBeLessThanOrEqual(1);
    }
    expect(Math.max(...around.map((at) => pixel(at.x, at.y)[0]))).toBeGreaterThan(0);
  });

  it.each([
    ["b has no source catalog (CAT)", undefined],
    ["the source catalog of b has no fwhm, ellipticity", catalogOf(strewnStars(60, { seed: 21, ...size })).slice(0, 3)],
    ["the stars of b do not match those of a", catalogOf(strewnStars(60, { seed: 22, ...size }))],
    ["the stars of b do not match those of a", catalogOf([])],
  ])("makes the picture all the same when %s, and says so (D25)", async (obstacle, catalog) => {
    const plain = starImage([]);
    const first = { image: plain, catalog: catalogOf(strewnStars(60, { seed: 21, ...size })) };
    const bright = image(300, 260, (x) => (x < 100 ? 100 : 0));
    const { note, pixel } = await composite(pool, [first, { image: bright, catalog }]);
    expect(note).toBe(`The images are not aligned: ${obstacle}.`);
    expect([pixel(50, 50), pixel(99, 3), pixel(100, 3)]).toEqual([
      [255, 255, 255],
      [255, 255, 255],
      [0, 0, 0],
    ]);
  });

  it("says why images are not aligned while it works, too", async () => {
    const messages: string[] = [];
    const definition: typeof colorImage = {
      ...colorImage,
      run: (context, input) => colorImage.run({ ...context, progress: (_, message) => messages.push(message) }, input),
    };
    const sky = { image: image(2, 2, () => 1) };
    await composite(pool, [sky, sky], { definition });
    expect(messages).toContain("The images are not aligned: a has no source catalog (CAT).");
  });
});
