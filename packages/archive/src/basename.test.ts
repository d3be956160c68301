import { describe, expect, it } from "vitest";
import { isBasename } from "./basename.ts";

describe("isBasename (D40)", () => {
  it.each(["ora1m001-sp01-ts-0001-e91", "a", "0_+.-", "x".repeat(200)])("takes %s", (name) => {
    expect(isBasename(name)).toBe(true);
  });
  it.each(["", "../etc/passwd", "a..b", "-a", ".a", "a/b", "a\\b", "a b", "a\n", "a\0", "é", "x".repeat(201), "a%2f"])(
    "refuses %j",
    (name) => {
      expect(isBasename(name)).toBe(false);
    },
  );
});
