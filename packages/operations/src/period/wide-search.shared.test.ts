import { expect, it } from "vitest";
import { rrLyrae, rrLyraePeriod } from "./simulated-curves.fixture.ts";
import { wideSearch } from "./wide-search.ts";

it("gives the true period of an RR Lyrae star seen once a night first, in 200 of 200 light curves", () => {
  const tolerance = (0.1 * rrLyraePeriod ** 2) / 60;
  const seeds = Array.from({ length: 200 }, (_, seed) => seed);
  const missed = seeds.filter((seed) => {
    const answer = wideSearch(rrLyrae(seed))?.peaks[0];
    return !(answer && Math.abs(1 / answer.frequency - rrLyraePeriod) < tolerance);
  });
  expect(missed).toEqual([]);
}, 600_000);
