import { expect, it } from "vitest";
import { taiMinusUtc } from "./leap-seconds.ts";

it.each([
  [41316, null],
  [41317, 10],
  [47892, 25],
  [51178, 31],
  [51179, 32],
  [57753, 36],
  [57754, 37],
  [70000, 37],
])("TAI − UTC on MJD %d is %s s", (day, seconds) => {
  expect(taiMinusUtc(day)).toBe(seconds);
});
