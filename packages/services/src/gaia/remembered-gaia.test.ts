import type { GaiaCatalogue, GaiaStar } from "@datalab/operations";
import { expect, it, vi } from "vitest";
import { rememberedGaia } from "./remembered-gaia.ts";

const band = { mag: 17.5, flux: Number.NaN, fluxError: 2 };
const star: GaiaStar = {
  ra: 150.1234567891,
  dec: -19.7,
  pmra: Number.NaN,
  pmraError: 0.04,
  pmdec: 3.1,
  pmdecError: 0.04,
  parallax: 1.2,
  parallaxError: 0.05,
  gMag: 18,
  distance: 850,
  distanceLow: 800,
  distanceHigh: Number.NaN,
  synthetic: { g_sdss: band, r_sdss: band, i_sdss: band, z_sdss: band },
};
const cone = { ra: 150.5, dec: -19.7, radius: 0.1 };
const { signal } = new AbortController();

function memory() {
  const kept = new Map<string, Uint8Array>();
  return {
    fresh: async (name: string) => kept.get(name) ?? null,
    remember: async (name: string, answer: Uint8Array) => void kept.set(name, answer),
    removeOlderThan: async () => 0,
  };
}

it("asks once for one circle, and gives the same stars again, unknown values included", async () => {
  const ask = vi.fn<GaiaCatalogue["cone"]>(async () => [star]);
  const gaia = rememberedGaia(memory(), { cone: ask });
  expect(await gaia.cone(cone, signal)).toEqual([star]);
  expect(await gaia.cone({ ...cone, ra: cone.ra + 1e-6 }, signal)).toEqual([star]);
  expect(ask).toHaveBeenCalledTimes(1);
  await gaia.cone({ ...cone, radius: 0.2 }, signal);
  expect(ask).toHaveBeenCalledTimes(2);
});

it("keeps nothing when there was no answer", async () => {
  const ask = vi.fn<GaiaCatalogue["cone"]>(async () => []).mockRejectedValueOnce(new Error("away"));
  const gaia = rememberedGaia(memory(), { cone: ask });
  await expect(gaia.cone(cone, signal)).rejects.toThrow("away");
  expect(await gaia.cone(cone, signal)).toEqual([]);
});
