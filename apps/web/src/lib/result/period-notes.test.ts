import { describe, expect, it } from "vitest";
import { periodNotes } from "./period-notes.ts";

const wide = { period: 3.7, lowest_frequency: 0.0333, highest_frequency: 10, sampling_step: null };

describe("notes on the periods of a result", () => {
  it("say why the older search differs, from 1 % on", () => {
    expect(periodNotes({ period: 0.579, frequency: [0.003, 2.5049], period_search: wide })).toEqual([
      "The older search gives 0.579 d: it only looks at single sine waves up to 2.5 cycles a day, whatever the times can tell. The wide search looks from 0.0333 to 10 cycles a day, as the times allow, at several harmonics and at dips.",
    ]);
    expect(periodNotes({ period: 3.67, frequency: [0.003, 2.5], period_search: wide })).toEqual([]);
  });

  it("say what an even sampling cannot tell", () => {
    expect(periodNotes({ period: 3.7, period_search: { ...wide, sampling_step: 0.25 } })).toEqual([
      "All times are whole multiples of 0.25 d apart: a period below 0.5 d looks the same as a longer one, and only the longer one is looked for.",
    ]);
  });

  it("are none where one search or both are missing, as in older results", () => {
    expect(periodNotes({ period: 3.7 })).toEqual([]);
    expect(periodNotes({ period_search: { period: 2 } })).toEqual([]);
    expect(periodNotes({ period: null, period_search: null })).toEqual([]);
  });
});
