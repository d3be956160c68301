import { expect, it } from "vitest";
import { fieldStars } from "../simulation/night.ts";
import { simulatedCluster, simulatedGaia } from "./simulated-gaia.ts";

const signal = new AbortController().signal;
const field = { ra: 81, dec: -24.52, radius: 0.05 };

it("knows the stars of the simulated night where they were in 2016, within the circle only", async () => {
  const stars = await simulatedGaia().cone(field, signal);
  expect(stars.length).toBeGreaterThan(100);
  expect(await simulatedGaia().cone(field, signal)).toEqual(stars);
  expect(await simulatedGaia().cone({ ra: 200, dec: 10, radius: 1 }, signal)).toEqual([]);
  const night = fieldStars();
  const years = 10.03;
  for (const star of stars.slice(0, 50)) {
    const dec = star.dec + (star.pmdec * years) / 3.6e6;
    expect(Math.min(...night.map((seen) => Math.abs(seen.dec - dec)))).toBeLessThan(0.001 / 3600);
  }
});

it("gives the cluster's stars one motion", async () => {
  const stars = await simulatedGaia().cone(field, signal);
  const { pmra, pmdec } = simulatedCluster;
  const members = stars.filter((star) => Math.hypot(star.pmra - pmra, star.pmdec - pmdec) < 0.6);
  expect(members.length).toBeGreaterThan(stars.length / 3);
});
