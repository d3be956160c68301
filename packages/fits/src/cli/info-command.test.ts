import { expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { type CardValue, valueCard } from "../card.ts";
import { openFits } from "../open-fits.ts";
import { formatFits } from "../write/write-fits.ts";
import { infoCommand } from "./info-command.ts";

type Cards = Record<string, CardValue>;

const sky = {
  CTYPE1: "RA---TAN",
  CTYPE2: "DEC--TAN",
  CRVAL1: 150,
  CRVAL2: -30,
  CRPIX1: 1.5,
  CRPIX2: 1,
  CDELT1: -1e-3,
  CDELT2: 1e-3,
};

/** What the command says about an image of two pixels, without the lines about HDUs. */
async function linesAbout(primary: Cards, image: Cards, refusal?: string): Promise<string[]> {
  const cards = (values: Cards) => Object.entries(values).map(([key, value]) => valueCard(key, value));
  const bytes = formatFits([
    { kind: "primary", cards: cards(primary) },
    { kind: "image", name: "SCI", width: 2, height: 1, pixels: Float32Array.of(1, 2), cards: cards(image) },
  ]);
  const told: string[] = [];
  const out = { write: (text: string) => void told.push(text) };
  const context = { file: await openFits(bytesSource(bytes)), wrapped: false, out };
  const running = infoCommand.run(context as unknown as Parameters<typeof infoCommand.run>[0]);
  if (refusal) await expect(running).rejects.toThrow(refusal);
  else await running;
  return told
    .join("")
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.trim());
}

it("tells start, length and filter of an exposure, also from the primary header and in another time scale", async () => {
  const primary = { EXPTIME: 30.5, FILTER: "rp", TIMESYS: "TAI" };
  expect(await linesAbout(primary, { "DATE-OBS": "2026-01-10T03:04:42.678" })).toEqual([
    "exposure: starts 2026-01-10T03:04:05.678 UTC, 30.5 s, rp",
  ]);
});

it("tells what of it cannot be read, and ends as a fault", async () => {
  const defect = "HDU 1 (SCI): EXPTIME must be a number, but reads '30,5'.";
  expect(await linesAbout({}, { "DATE-OBS": "2026-01-10", EXPTIME: "30,5" }, defect)).toEqual([
    "exposure: start unknown, length unknown",
    defect,
  ]);
});

it.each<[Cards, string]>([
  [{}, "ICRS"],
  [{ RADESYS: "FK5", EQUINOX: 2026.03 }, "FK5 J2026.03"],
  [{ EQUINOX: 1950 }, "FK4 B1950"],
  [{ RADESYS: "GAPPT" }, "of an unknown frame"],
])("names the frame of coordinates: %o", async (frame, name) => {
  const [line] = await linesAbout({}, { ...sky, ...frame });
  expect(line).toContain(`centre 150.000000 -30.000000 ${name}, 3.600″`);
});

it("says nothing of an exposure about an image that is none", async () => {
  expect(await linesAbout({}, {})).toEqual([]);
});
