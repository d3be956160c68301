import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { SkyFrame } from "@datalab/fits";
import { expect, it } from "vitest";
import { uniform } from "../../../test/star-fields.ts";
import { frameChange } from "./change-frame.ts";
import { directionOf } from "./rotation.ts";

const frames: SkyFrame[] = [
  { system: "ICRS" },
  { system: "GALACTIC" },
  ...[1950, 1985.3, 2000, 2015.5, 2050].map((equinox): SkyFrame => ({ system: "FK5", equinox })),
  ...[1900, 1950, 1975].map((equinox): SkyFrame => ({ system: "FK4", equinox })),
  { system: "FK4-NO-E", equinox: 1950 },
];

const random = uniform(4);
const positions = [
  [0, 90],
  [0, -90],
  [0, 0],
  [359.9999, 12],
  ...Array.from({ length: 6 }, () => [random() * 360, (Math.asin(2 * random() - 1) * 180) / Math.PI]),
] as [number, number][];

const cases = frames.flatMap((from) => frames.flatMap((to) => positions.map((position) => ({ from, to, position }))));

function astropy(): [number, number][] {
  const script = fileURLToPath(new URL("sky-frames.fixture.py", import.meta.url));
  return JSON.parse(execFileSync("/usr/bin/python3", [script], { input: JSON.stringify(cases), encoding: "utf8" }));
}

/** Arcseconds between two positions. */
function apart(a: [number, number], b: [number, number]): number {
  const [u, v] = [directionOf(...a), directionOf(...b)];
  return (Math.hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2]) * 180 * 3600) / Math.PI;
}

it("agrees with astropy within two ten-thousandths of an arcsecond, from every frame to every other", () => {
  const expected = astropy();
  const worst = new Map<string, number>();
  for (const [i, { from, to, position }] of cases.entries()) {
    const pair = `${JSON.stringify(from)} to ${JSON.stringify(to)}`;
    const miss = apart(frameChange(from, to)(...position), expected[i]);
    worst.set(pair, Math.max(worst.get(pair) ?? 0, miss));
  }
  expect([...worst].filter(([, miss]) => !(miss < 2e-4))).toEqual([]);
});
