import { describe, expect, it } from "vitest";
import type { JsonObject } from "./json.ts";
import { toCsv } from "./to-csv.ts";

describe("CSV", () => {
  it("has a column for each plain member of any row and quotes what needs it", () => {
    const rows: JsonObject[] = [
      { a: 1.5, name: 'x, "y"', nested: { b: 1 } },
      { a: null, list: [1], late: true },
    ];
    expect(toCsv(rows)).toBe('a,name,late\r\n1.5,"x, ""y""",\r\n,,true\r\n');
  });
});
