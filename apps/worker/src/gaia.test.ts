import { afterEach, expect, it, vi } from "vitest";
import { type GaiaSource, openGaia } from "./gaia.ts";

const field = { ra: 81, dec: -24.52, radius: 0.05 };
const files = (...basenames: string[]) => basenames.map((basename) => ({ source: "archive", basename }));
const { signal } = new AbortController();
let opened: GaiaSource | undefined;
afterEach(() => opened?.close());

function open(demo: boolean) {
  const fresh = vi.fn(async () => null);
  const gaiaAnswers = { fresh, remember: async () => undefined, removeOlderThan: async () => 0 };
  opened = openGaia({ demo, gaia: { tapUrl: "https://127.0.0.1:1/tap", insecureHosts: [] } }, { gaiaAnswers });
  return { fresh, gaia: opened };
}

it("knows the simulated sky for simulated frames, and asks nobody about it", async () => {
  const { fresh, gaia } = open(true);
  expect((await gaia.of(files("sim-a", "sim-b")).cone(field, signal)).length).toBeGreaterThan(100);
  expect(fresh).not.toHaveBeenCalled();
});

it("asks Gaia about everything else, and about everything when nothing is simulated", () => {
  const demo = open(true).gaia;
  expect(demo.of(files("lsc1m0-a"))).not.toBe(demo.of(files("sim-a")));
  const real = open(false).gaia;
  expect(real.of(files("sim-a"))).toBe(real.of(files("lsc1m0-a")));
});
