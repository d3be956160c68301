import { expect, it } from "vitest";
import { cadences, noise, type Sampling, samplings } from "./even-sampling.fixture.ts";
import { wideSearch } from "./wide-search.ts";

const counts = Array.from({ length: 24 }, (_, i) => i + 8);
const shares = [0.1, 0.01, 0.001];

/** Searches of noise for each of the shares whose stated false-alarm probability is less: the table of the accuracy page. */
function alarmsOf(sampling: Sampling, unequal: boolean, repeats: number) {
  const alarms = shares.map(() => 0);
  let searches = 0;
  for (const count of counts) {
    for (const cadence of cadences) {
      for (let repeat = 0; repeat < repeats; repeat++) {
        const peaks = wideSearch(noise(sampling, count, cadence, unequal, 1000 + searches++))?.peaks ?? [];
        shares.forEach((share, i) => {
          if (peaks[0].logFalseAlarm < Math.log(share)) alarms[i]++;
        });
      }
    }
  }
  return { searches, alarms };
}

it("noise is called a period as seldom as stated, by sampling", () => {
  const names = Object.keys(samplings) as Sampling[];
  const rows = names.flatMap((sampling) =>
    [false, true].map((unequal) => ({
      sampling,
      unequal,
      ...alarmsOf(sampling, unequal, sampling === "even" ? 8 : 2),
    })),
  );
  const named = (alarms: number[]) => Object.fromEntries(shares.map((share, i) => [`below ${share}`, alarms[i]]));
  console.table(rows.map(({ alarms, ...row }) => ({ ...row, ...named(alarms) })));
  for (const { searches, alarms } of rows) {
    shares.forEach((share, i) => {
      const expected = searches * share;
      expect(alarms[i]).toBeLessThanOrEqual(expected + 3 * Math.sqrt(expected));
    });
  }
}, 1_800_000);
