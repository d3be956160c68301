import { expect, it } from "vitest";
import { differences } from "./differences.ts";

const between = (recorded: unknown, actual: unknown) => differences(recorded, actual, (id) => id + 1);

it("overlooks ids, times, keys, links and blanked texts", () => {
  const recorded = {
    results: [
      {
        id: 1,
        status: "FAILED",
        created: "2026-11-22T08:16:23.117430Z",
        message: "<text>",
        basename: "a".repeat(64),
        fits_url: "http://s3/x",
      },
    ],
  };
  const actual = {
    results: [
      {
        id: 2,
        status: "FAILED",
        created: "2027-01-01T00:00:00.000001Z",
        message: "Too few.",
        basename: "b".repeat(64),
        fits_url: "http://localhost:3000/files/2/b.fits?s=x",
      },
    ],
  };
  expect(between(recorded, actual)).toEqual([]);
});

it.each([
  [{ id: 1 }, { id: 2 }],
  [
    { id: 1, status: "FAILED" },
    { id: 1, status: "FAILED" },
  ],
  [{ a: 1 }, { a: "1" }],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [{ a: 1 }, { a: 1, b: 2 }],
  [[1, 2], [1]],
  [{ a: [] }, { a: {} }],
  [{ a: {} }, { a: null }],
  [null, {}],
  ["<text>", ""],
  ["2026-11-22T08:16:23.117430Z", "2026-11-22T08:16:23.117Z"],
  ["x", "y"],
])("finds that %j is not %j", (recorded, actual) => {
  expect(between(recorded, actual)).not.toEqual([]);
});
