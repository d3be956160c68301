import { expect, it } from "vitest";
import { madeText } from "./made-text.ts";

it.each([
  [{ version: 1, currentVersion: 2, byOlderConventions: false }, "Made by version 1 of Median; version 2 is current."],
  [
    { version: 1, currentVersion: 2, byOlderConventions: true },
    "Made by version 1 of Median by the older service's conventions; version 2 is current.",
  ],
  [
    { version: 2, currentVersion: 2, byOlderConventions: true },
    "Made by the older service's conventions; this server now works by the other ones.",
  ],
  [
    { version: 2, currentVersion: 2, byOlderConventions: false },
    "Made by the product's own conventions; this server now works by the other ones.",
  ],
])("says how a result was made: %o", (made, text) => {
  expect(madeText({ ...made, outdated: true }, "Median")).toBe(text);
});
