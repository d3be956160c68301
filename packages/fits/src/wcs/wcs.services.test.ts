import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { formatHeader, Header } from "../header.ts";
import { randomWcsCards, seededRandom } from "./random-wcs.fixture.ts";
import { requireWcs } from "./wcs.ts";

const headers = 10_000;
const positions = 4;

interface SkyPositions {
  ra: number[];
  dec: number[];
}

/** Debian's interpreter, which sees the package python3-astropy whatever else is installed. */
async function astropy(cases: unknown[]): Promise<SkyPositions[]> {
  const script = fileURLToPath(new URL("astropy-positions.fixture.py", import.meta.url));
  const python = spawn("/usr/bin/python3", [script], { stdio: ["pipe", "pipe", "inherit"] });
  python.stdin.end(cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const lines = (await text(python.stdout)).trim().split("\n");
  expect(lines.length, "python3-astropy must be installed (apt-get install python3-astropy)").toBe(cases.length);
  return lines.map((line) => JSON.parse(line) as SkyPositions);
}

// The way back starts from their sky and must end at the pixel they started from: their own inverse of SIP does not always converge.
it("agrees with astropy and wcslib on random headers: 1e-9° forward, 1e-6 pixel back", async () => {
  const random = seededRandom(20_261_122);
  const all = Array.from({ length: headers }, () => new Header(randomWcsCards(random)));
  const cases = all.map((header) => ({
    header: Buffer.from(formatHeader(header.cards)).toString("latin1"),
    x: Array.from({ length: positions }, () => random() * 4096),
    y: Array.from({ length: positions }, () => random() * 4096),
  }));
  const answers = await astropy(cases);
  let [worstSky, worstPixel] = [0, 0];
  for (const [i, { ra, dec }] of answers.entries()) {
    const wcs = requireWcs(all[i]);
    const ours = wcs.toSkyAll(cases[i].x, cases[i].y);
    const back = wcs.toPixelAll(ra, dec);
    for (let at = 0; at < positions; at++) {
      const turn = Math.abs(ours.ra[at] - ra[at]) % 360;
      const eastWest = Math.min(turn, 360 - turn) * Math.cos((dec[at] * Math.PI) / 180);
      worstSky = worse(worstSky, eastWest, ours.dec[at] - dec[at]);
      worstPixel = worse(worstPixel, back.x0[at] - cases[i].x[at], back.y0[at] - cases[i].y[at]);
    }
  }
  expect(worstSky).toBeLessThanOrEqual(1e-9);
  expect(worstPixel).toBeLessThanOrEqual(1e-6);
});

/** The largest of these, whatever their sign; infinite when one is NaN. */
function worse(worst: number, ...differences: number[]): number {
  return differences.reduce((most, difference) => {
    const size = Math.abs(difference);
    return Number.isNaN(size) ? Number.POSITIVE_INFINITY : Math.max(most, size);
  }, worst);
}
