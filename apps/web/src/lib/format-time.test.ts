import { describe, expect, it } from "vitest";
import { duration, timeAgo, utcMinute } from "./format-time.ts";

describe("duration", () => {
  it.each([
    [0, "0 ms"],
    [840, "840 ms"],
    [4_230, "4.2 s"],
    [59_960, "1 min 00 s"],
    [185_000, "3 min 05 s"],
    [3_720_000, "1 h 02 min"],
  ])("%d ms is %s", (milliseconds, text) => expect(duration(milliseconds)).toBe(text));
});

it("tells how long ago in the largest fitting unit", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  expect(timeAgo("2026-11-22T11:59:30Z", now)).toBe("just now");
  expect(timeAgo("2026-11-22T09:00:00Z", now)).toBe("3 hours ago");
  expect(timeAgo("2026-11-21T11:00:00Z", now)).toBe("yesterday");
});

it("shows times without a zone as universal time and leaves other words alone", () => {
  expect(utcMinute("2026-01-10T09:36:00")).toBe("2026-01-10 09:36");
  expect(utcMinute("2026-01-10T09:36:00.123456Z")).toBe("2026-01-10 09:36");
  expect(utcMinute("last night")).toBe("last night");
});
