import { describe, expect, it } from "vitest";
import type { Archive } from "./archive.ts";
import { withSimulation } from "./with-simulation.ts";

const named = (owner: string, calls: string[]): Archive => ({
  frame: async (basename) => ({ id: owner, basename, url: "" }),
  frames: async (basenames) => basenames.map((basename) => ({ id: owner, basename, url: "" })),
  download: async (frame) => void calls.push(`${owner} ${frame.basename}`),
});

describe("withSimulation", () => {
  it("sends sim- names to the simulation and everything else to the archive, in order", async () => {
    const calls: string[] = [];
    const both = withSimulation(named("simulation", calls), named("archive", calls));
    const found = await both.frames(["a", "sim-1", "b", "sim-2", "a"], null);
    expect(found.map(({ id, basename }) => `${id} ${basename}`)).toEqual([
      "archive a",
      "simulation sim-1",
      "archive b",
      "simulation sim-2",
      "archive a",
    ]);
    expect((await both.frame("similar", null)).id).toBe("archive");
    await both.download(found[1]!, "/x", { maxBytes: 1 });
    await both.download(found[0]!, "/x", { maxBytes: 1 });
    expect(calls).toEqual(["simulation sim-1", "archive a"]);
  });
});
