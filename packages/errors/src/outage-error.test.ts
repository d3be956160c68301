import { describe, expect, it } from "vitest";
import { AppError } from "./app-error.ts";
import { OutageError, outageOf } from "./outage-error.ts";

const noSpace = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });

describe("the outage behind an error", () => {
  it("is found however deep it is wrapped", () => {
    const away = new OutageError("store", "storage.unavailable", "The file store is away.");
    const wrapped = new AppError("internal", "x", "x", { cause: new Error("y", { cause: away }) });
    expect(outageOf(away)).toBe(away);
    expect(outageOf(wrapped)).toBe(away);
  });

  it.each([
    ["a file system's error", noSpace],
    ["a quota", Object.assign(new Error("EDQUOT"), { code: "EDQUOT" })],
    ["an error that wraps it", new AppError("internal", "archive.cannot_write", "x", { cause: noSpace })],
    [
      "the text a thread sends",
      new AppError("internal", "x", "x", { cause: "Error: ENOSPC: no space left on device" }),
    ],
  ])("is a full disk for %s", (_, error) => {
    expect(outageOf(error)).toMatchObject({ dependency: "disk", kind: "transient" });
  });

  it.each([
    ["a mistake of ours", new TypeError("x")],
    ["a passing error that is no outage", new AppError("transient", "cache.evicted", "x")],
    ["a missing frame", new AppError("notFound", "archive.frame_not_found", "x")],
    ["nothing", undefined],
  ])("is none for %s", (_, error) => {
    expect(outageOf(error)).toBeNull();
  });

  it("ends for errors that are their own cause", () => {
    const error = new Error("x");
    error.cause = error;
    expect(outageOf(error)).toBeNull();
  });
});
