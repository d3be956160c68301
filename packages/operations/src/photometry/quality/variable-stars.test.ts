import { describe, expect, it } from "vitest";
import { normalNumbers } from "../normal-numbers.fixture.ts";
import { type StarSeries, variableStars } from "./variable-stars.ts";

const frames = 40;

/** Stars whose noise grows from 3 to 60 mmag with faintness; the scatter is all in their formal errors. */
function field(count: number, seed: number): StarSeries[] {
  const normal = normalNumbers(seed);
  return Array.from({ length: count }, (_, star) => {
    const noise = 0.003 * 20 ** (star / Math.max(1, count - 1));
    const magnitudes = Array.from({ length: frames }, () => noise * normal());
    return { magnitudes, formal: noise, brightness: 12 + (5 * star) / count };
  });
}

function withSignal(stars: StarSeries[], index: number, signal: (frame: number) => number): StarSeries[] {
  return stars.map((star, at) =>
    at === index ? { ...star, magnitudes: star.magnitudes.map((value, frame) => value + signal(frame)) } : star,
  );
}

describe("variable stars", () => {
  it.each([0, 7, 15, 29])("of 0.5 mag from brightest to faintest are found: star %d", (index) => {
    const sine = withSignal(field(30, 1), index, (frame) => 0.25 * Math.sin(frame / 4));
    const eclipse = withSignal(field(30, 2), index, (frame) => (frame > 18 && frame < 26 ? 0.5 : 0));
    const drift = withSignal(field(30, 3), index, (frame) => (0.5 * frame) / frames);
    const leap = withSignal(field(30, 4), index, (frame) => (frame < 20 ? 0 : 0.5));
    for (const stars of [sine, eclipse, drift, leap]) expect(variableStars(stars)).toEqual([index]);
  });

  it("are found among three, as two outvote one", () => {
    expect(variableStars(withSignal(field(3, 5), 1, (frame) => 0.25 * Math.sin(frame / 4)))).toEqual([1]);
  });

  it("are none in noise, whatever its size and however few the frames", () => {
    for (let seed = 10; seed < 40; seed++) {
      expect(variableStars(field(30, seed))).toEqual([]);
      const few = field(30, seed).map((star) => ({ ...star, magnitudes: star.magnitudes.slice(0, 4) }));
      expect(variableStars(few)).toEqual([]);
    }
  });

  it("are found by their smoothness where they scatter only half as much again", () => {
    const normal = normalNumbers(6);
    const faint = Array.from({ length: 12 }, (_, star) => ({
      magnitudes: Array.from({ length: frames }, () => 0.05 * normal()),
      ...{ formal: 0.05, brightness: 17 + star / 100 },
    }));
    expect(variableStars(withSignal(faint, 4, (frame) => 0.12 * Math.sin(frame / 6)))).toEqual([4]);
    // The same scatter without order in time is no proof.
    const order = Array.from({ length: frames }, (_, frame) => (frame * 17) % frames);
    expect(variableStars(withSignal(faint, 4, (frame) => 0.08 * Math.sin(order[frame] / 6)))).toEqual([]);
  });

  it("are not told from the other by two stars, and a scatter beyond a magnitude is too much anyhow", () => {
    const signal = (frame: number) => 0.1 * Math.sin(frame);
    const mirrored = withSignal(withSignal(field(2, 7), 0, signal), 1, (frame) => -signal(frame));
    expect(variableStars(mirrored)).toEqual([]);
    const [wild] = withSignal(field(1, 8), 0, (frame) => 3 * (frame % 2));
    expect(variableStars([{ ...wild, formal: 2 }])).toEqual([0]);
    expect(variableStars([])).toEqual([]);
  });
});
