import { expect, it } from "vitest";
import { sessionFrames } from "./frame-choice.ts";
import { matchFrames, RESULTS } from "./match-frames.ts";

const frames = sessionFrames([
  { basename: "tfn-0001", filter: "rp", target_name: "WASP-12" },
  { basename: "tfn-0002", filter: "gp", target_name: "M 67" },
]);
const result = { ...frames[0]!, basename: "a1b2", filter: "", producer: "Median 1" };
const names = (query: { search: string; filter: string | null }) =>
  matchFrames([...frames, result], query).map(({ basename }) => basename);

it("shows frames, of one filter when asked, and results only by themselves", () => {
  expect(names({ search: "", filter: null })).toEqual(["tfn-0001", "tfn-0002"]);
  expect(names({ search: "", filter: "gp" })).toEqual(["tfn-0002"]);
  expect(names({ search: "", filter: RESULTS })).toEqual(["a1b2"]);
});

it("searches names, targets and producers in any case", () => {
  expect(names({ search: "wasp", filter: null })).toEqual(["tfn-0001"]);
  expect(names({ search: "TFN-0002", filter: null })).toEqual(["tfn-0002"]);
  expect(names({ search: "median", filter: RESULTS })).toEqual(["a1b2"]);
});
