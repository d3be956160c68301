import { describe, expect, it } from "vitest";
import { sessionFrames } from "./frame-choice.ts";
import { preselectFrames } from "./preselect-frames.ts";
import { readCatalogue } from "./wizard.ts";

const input = (members: object) =>
  readCatalogue({ Test: { inputs: { files: { type: "fits", ...members } } } })[0]!.inputs[0]!;
const choices = sessionFrames(
  ["gp", "rp", "", "rp", "B", "B", "B", "gp"].map((filter, index) => ({ basename: `f${index}`, filter })),
);

describe("files chosen at the start", () => {
  it("are none when any filter will do", () => {
    expect(preselectFrames(input({ filter_options: ["rp"] }), choices)).toEqual([]);
  });
  it("are those of the most frequent filter it accepts; of equal ones the first it names", () => {
    expect(preselectFrames(input({ single_filter: true, filter_options: ["rp", "gp", "zs"] }), choices)).toEqual([
      "archive/f1",
      "archive/f3",
    ]);
    expect(preselectFrames(input({ single_filter: true, filter_options: ["gp", "rp"] }), choices)[0]).toBe(
      "archive/f0",
    );
  });
  it("are those of the most frequent filter of all when it names none", () => {
    expect(preselectFrames(input({ single_filter: true }), choices)).toEqual([
      "archive/f4",
      "archive/f5",
      "archive/f6",
    ]);
  });
  it("are none when no file has a filter it accepts", () => {
    expect(preselectFrames(input({ single_filter: true, filter_options: ["zs"] }), choices)).toEqual([]);
  });
  it("are never more than its maximum", () => {
    expect(preselectFrames(input({ single_filter: true, filter_options: ["rp"], maximum: 1 }), choices)).toEqual([
      "archive/f1",
    ]);
  });
});
