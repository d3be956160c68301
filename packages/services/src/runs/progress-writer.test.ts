import { describe, expect, it, vi } from "vitest";
import { progressWriter } from "./progress-writer.ts";

describe("writing progress", () => {
  it("writes the first at once and of a burst only the newest", async () => {
    const write = vi.fn(async () => true);
    const writer = progressWriter(write);
    for (const fraction of [0.1, 0.2, 0.3]) writer.report(fraction, `at ${fraction}`);
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(1));
    writer.report(0.4, "at 0.4");
    writer.report(0.5, "at 0.5");
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(2));
    expect(write.mock.lastCall).toEqual([0.5, "at 0.5"]);
    await writer.stop();
  });

  it("drops what comes after it was stopped", async () => {
    const write = vi.fn(async () => true);
    const writer = progressWriter(write);
    await writer.stop();
    writer.report(1, "");
    expect(write).not.toHaveBeenCalled();
  });

  it("does not fail when writing does", async () => {
    const writer = progressWriter(() => Promise.reject(new Error("away")));
    writer.report(0.5, "");
    await expect(writer.stop()).resolves.toBeUndefined();
  });
});
