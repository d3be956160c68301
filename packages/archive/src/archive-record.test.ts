import { Header, valueCard } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { archiveRecord } from "./archive-record.ts";

function record(cards: Record<string, string | number>) {
  const header = new Header(Object.entries(cards).map(([key, value]) => valueCard(key, value)));
  return archiveRecord({ id: 1, basename: "frame", url: "", header });
}

describe("the record of a frame", () => {
  it.each<[Record<string, string>, string]>([
    [{ "DATE-OBS": "2026-01-10T03:04:05.6789" }, "2026-01-10T03:04:05.6789Z"],
    [{ "DATE-OBS": "2026-01-10T03:04:05.678Z" }, "2026-01-10T03:04:05.678Z"],
    [{ "DATE-OBS": "2026-01-10", UTSTART: "03:04:05.678" }, "2026-01-10T03:04:05.678Z"],
    [{ "DATE-OBS": "2026-01-10T03:04:42.678", TIMESYS: "TAI" }, "2026-01-10T03:04:05.678Z"],
    [{ "DATE-OBS": "2026-01-10" }, ""],
    [{}, ""],
  ])("has the UTC of its start: %o", (cards, date) => {
    expect(record(cards)).toMatchObject({ observation_date: date, DATE_OBS: date });
  });

  it("takes a card that cannot be read for none", () => {
    const cards = { EXPTIME: "30,5", EXPOSURE: 30.5, RLEVEL: "ninety-one", OBJECT: "M 31" };
    expect(record(cards)).toMatchObject({
      exposure_time: 30.5,
      EXPTIME: 30.5,
      reduction_level: 0,
      target_name: "M 31",
    });
  });
});
