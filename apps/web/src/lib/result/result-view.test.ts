import { describe, expect, it } from "vitest";
import { resultView } from "./result-view.ts";

describe("how data are shown", () => {
  it.each([
    [{ light_curve: [] }, "light-curve"],
    [{ cmd: [] }, "diagram"],
    [{ light_curve: "none" }, "unknown"],
    [{ something: 1 }, "unknown"],
    [[1, 2], "unknown"],
    ["text", "unknown"],
    [null, "unknown"],
  ])("%j is a %s", (data, kind) => {
    expect(resultView(data).kind).toBe(kind);
  });
});
