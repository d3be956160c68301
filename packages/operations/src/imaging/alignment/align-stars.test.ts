import { describe, expect, it } from "vitest";
import { type Star, starColumns, strewnStars, uniform } from "../../../test/star-fields.ts";
import { alignStars } from "./align-stars.ts";
import { applySimilarity, invertSimilarity, type Similarity } from "./similarity.ts";
import { starField } from "./star-field.ts";

const size = { width: 2048, height: 1536 };
const fieldOf = (stars: readonly Star[]) => starField(starColumns(stars));

function similarity(degrees: number, scale: number, c: number, d: number): Similarity {
  const angle = (degrees * Math.PI) / 180;
  return { a: scale * Math.cos(angle), b: scale * Math.sin(angle), c, d };
}

/** How another exposure sees the stars: moved, measured with errors, in another filter, some of them lost, some found nowhere else. */
function seenAgain(stars: readonly Star[], toReference: Similarity, seed: number): Star[] {
  const random = uniform(seed);
  const error = () => (random() + random() - 1) * 0.4;
  const toOwn = invertSimilarity(toReference);
  const kept = stars
    .filter(() => random() < 0.85)
    .map((star) => {
      const { x, y } = applySimilarity(toOwn, star);
      return { x: x + error(), y: y + error(), flux: star.flux * (0.8 + 0.4 * random()) };
    });
  return [...kept, ...strewnStars(Math.round(stars.length / 10), { seed: seed + 1, ...size })];
}

describe("alignStars", () => {
  it.each([
    ["shifted", similarity(0, 1, 31.5, -12.25), 300],
    ["turned a little", similarity(1.7, 1.0004, -8, 19), 300],
    ["turned half", similarity(180.3, 0.999, 2050, 1530), 300],
    ["turned a quarter, and larger", similarity(-90, 1.3, 100, 1900), 500],
    ["crowded", similarity(3, 1, 44, 5), 2000],
    ["of few stars", similarity(0.4, 1, 3, 4), 14],
  ])("recovers how a field is %s", (_, toReference, count) => {
    const stars = strewnStars(count, { seed: 11, ...size });
    const alignment = alignStars(fieldOf(stars), fieldOf(seenAgain(stars, toReference, 3)));
    expect(alignment?.matches).toBeGreaterThan(0.5 * Math.min(count, 500));
    for (const corner of [
      { x: 1, y: 1 },
      { x: size.width, y: size.height },
      { x: 1, y: size.height },
    ]) {
      const expected = applySimilarity(toReference, corner);
      const found = applySimilarity(alignment!.similarity, corner);
      expect(Math.hypot(found.x - expected.x, found.y - expected.y)).toBeLessThan(0.5);
    }
  });

  it("is exact where positions are", () => {
    const stars = strewnStars(60, { seed: 4, ...size });
    const toReference = similarity(12, 1.01, 5, -6);
    const moved = stars.map((star) => ({ ...star, ...applySimilarity(invertSimilarity(toReference), star) }));
    const { a, b, c, d } = alignStars(fieldOf(stars), fieldOf(moved))!.similarity;
    expect(a).toBeCloseTo(toReference.a, 10);
    expect(b).toBeCloseTo(toReference.b, 10);
    expect(c).toBeCloseTo(toReference.c, 7);
    expect(d).toBeCloseTo(toReference.d, 7);
  });

  it.each([1, 2, 3, 4, 5])("finds nothing between two skies (%i)", (seed) => {
    const [one, other] = [strewnStars(400, { seed, ...size }), strewnStars(400, { seed: seed + 100, ...size })];
    expect(alignStars(fieldOf(one), fieldOf(other))).toBeUndefined();
  });

  it("finds nothing in a mirror", () => {
    const stars = strewnStars(300, { seed: 8, ...size });
    expect(alignStars(fieldOf(stars), fieldOf(stars.map((star) => ({ ...star, x: -star.x }))))).toBeUndefined();
  });

  it("needs four stars in both, and no more", () => {
    const stars = strewnStars(40, { seed: 2, ...size });
    const brightest = [...stars].sort((one, other) => other.flux - one.flux);
    expect(alignStars(fieldOf(stars), fieldOf(brightest.slice(0, 3)))).toBeUndefined();
    expect(alignStars(fieldOf(brightest.slice(0, 3)), fieldOf(stars))).toBeUndefined();
    expect(alignStars(fieldOf([]), fieldOf([]))).toBeUndefined();
    expect(alignStars(fieldOf(stars), fieldOf(brightest.slice(0, 4)))?.matches).toBe(4);
  });

  it("is not troubled by stars in a line, on one spot, or without a value", () => {
    const line = Array.from({ length: 30 }, (_, i) => ({ x: 10 * i, y: 5, flux: i }));
    const spot = line.map((star) => ({ ...star, x: 3 }));
    expect(alignStars(fieldOf(line), fieldOf(spot))).toBeUndefined();
    const stars = strewnStars(100, { seed: 6, ...size });
    const holes = stars.flatMap((star) => [
      star,
      { ...star, x: Number.NaN },
      { ...star, flux: Number.POSITIVE_INFINITY },
    ]);
    expect(alignStars(fieldOf(stars), fieldOf(holes))?.matches).toBe(100);
  });
});

describe("starField", () => {
  it("keeps the 500 brightest, of equal ones the later, and a border around all", () => {
    const stars = Array.from({ length: 600 }, (_, i) => ({ x: i, y: 2 * i, flux: i < 2 ? 1000 : 5 }));
    const field = fieldOf(stars);
    expect(field.stars).toHaveLength(500);
    expect(field.stars.slice(0, 3)).toEqual([
      { x: 1, y: 2 },
      { x: 0, y: 0 },
      { x: 599, y: 1198 },
    ]);
    expect(field.left).toBeCloseTo(-5.99, 9);
    expect(field.width).toBeCloseTo(610.98, 9);
    expect(field.height).toBeCloseTo(2 * 610.98, 9);
  });
});
