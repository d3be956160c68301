import { AppError } from "@datalab/errors";
import { exposureOf, Header, Table, type TableColumn, valueCard } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import type { FrameFile } from "../frame-file.ts";
import type { FileReference } from "../input-files.ts";
import type { OperationContext } from "../operation-context.ts";
import type { InputFile } from "../wizard.ts";
import { catalogueLightCurve } from "./catalogue-light-curve.ts";
import { nearestSource } from "./nearest-source.ts";

const source = { ra: 150, dec: 20 };
const arcsec = 1 / 3600;

function column(name: string, values: number[]): TableColumn {
  return { name, unit: "", format: "D", width: 1, dimensions: [], data: Float64Array.from(values), nulls: null };
}

interface Row {
  ra?: number;
  dec?: number;
  mag?: number;
  magerr?: number;
}

function frame(rows: Row[] | null, cards: [string, string | number][] = []): Partial<FrameFile> {
  const header = new Header(cards.map(([key, value]) => valueCard(key, value)));
  const values = (name: keyof Row, fallback: number) => (rows ?? []).map((row) => row[name] ?? fallback);
  const table = new Table(rows?.length ?? 0, header, [
    column("ra", values("ra", source.ra)),
    column("dec", values("dec", source.dec)),
    column("mag", values("mag", 15)),
    column("magerr", values("magerr", 0.01)),
  ]);
  return { primary: header, exposure: exposureOf(header), table: async () => (rows ? table : undefined) };
}

/** Frames by basename; an error is what reading that one gives. */
function measure(frames: Record<string, Partial<FrameFile> | AppError>, dates: Record<string, string> = {}) {
  const files = Object.keys(frames).map(
    (basename): InputFile => ({
      basename,
      source: "archive",
      filter: "rp",
      observationDate: dates[basename] ?? "2026-01-10T00:00:00Z",
    }),
  );
  const messages: string[] = [];
  const context = {
    progress: (_: number, message: string) => void messages.push(message),
    frames: {
      async use({ basename }: FileReference, work: (frame: FrameFile) => Promise<unknown>) {
        const found = frames[basename];
        if (found instanceof AppError) throw found;
        return work({ fileName: `archive_${basename}.fits.fz`, ...found } as FrameFile);
      },
    },
  } as unknown as OperationContext;
  return { messages, curve: catalogueLightCurve(context, files, source, 1) };
}

describe("a light curve from catalogues", () => {
  it("keeps the order of the files and names every image it leaves out", async () => {
    const { curve, messages } = measure({
      far: frame([{ dec: source.dec + 4.1 * arcsec }]),
      good: frame([{ dec: source.dec + 3.9 * arcsec, mag: 16 }]),
      "no-catalogue": frame(null),
      empty: frame([]),
      "no-number": frame([{ mag: Number.NaN }]),
      "no-error": frame([{ magerr: Number.POSITIVE_INFINITY }]),
      broken: new AppError("invalid", "fits.truncated", "broken: the file ends too early."),
      best: frame([{ dec: source.dec + arcsec }, { mag: 14 }, { ra: Number.NaN }]),
    });
    const { points, excluded } = await curve;
    expect(points.map(({ mag }) => mag)).toEqual([16, 14]);
    expect(points.map(({ fits_path }) => fits_path)).toEqual(["archive_good.fits.fz", "archive_best.fits.fz"]);
    expect(excluded).toEqual(["far", "no-catalogue", "empty", "no-number", "no-error", "broken"]);
    expect(messages.at(-1)).toBe("Read 8 of 8 catalogs");
  });

  it("takes the frame's own date when the request's is missing or no date (D24), and leaves out who has none", async () => {
    const dated = frame([{}], [["DATE-OBS", "2024-06-15T03:04:05.678"]]);
    const dates = { without: "", wrong: "yesterday", zoned: "2024-06-15T05:04:05.678+02:00", nowhere: "" };
    const { curve } = measure({ without: dated, wrong: dated, zoned: dated, nowhere: frame([{}]) }, dates);
    const { points, excluded } = await curve;
    expect(points.map(({ julian_date }) => julian_date)).toEqual(Array(3).fill(expect.closeTo(2460476.6278434955, 9)));
    expect(points[0]).toMatchObject({ observation_date: "2024-06-15T03:04:05.678", bjd_tdb: null, hjd: null });
    expect(excluded).toEqual(["nowhere"]);
  });

  it("has barycentric times where the header tells site and exposure time", async () => {
    const { curve } = measure({
      a: frame(
        [{}],
        [
          ["EXPTIME", 60],
          ["LATITUDE", -31.2729],
          ["LONGITUD", 149.0708],
          ["HEIGHT", 1161],
        ],
      ),
    });
    const [point] = (await curve).points;
    expect(Math.abs(Number(point.bjd_tdb) - point.julian_date)).toBeLessThan(0.0075);
    expect(point.hjd).not.toBeNull();
  });

  it("takes no day for a time, and a frame's own time where its clock is not UTC", async () => {
    const here = [["DATE-OBS", "2024-06-15T03:04:05.678"]] as [string, string][];
    const dates = {
      day: "2024-06-15",
      tai: "2024-06-15T03:04:42.678Z",
      local: "2024-06-15T03:04:05Z",
      other: "2024-06-15T05:00:00Z",
    };
    const { curve } = measure(
      {
        day: frame([{}], here),
        "day-alone": frame([{}], [["DATE-OBS", "2024-06-15"]]),
        tai: frame(
          [{}],
          [
            ["DATE-OBS", "2024-06-15T03:04:42.678"],
            ["TIMESYS", "TAI"],
          ],
        ),
        local: frame([{}], [...here, ["TIMESYS", "LOCAL"]]),
        other: frame([{}], here),
      },
      { ...dates, "day-alone": "2024-06-15" },
    );
    const { points, excluded, diagnostics } = await curve;
    const own = expect.closeTo(2460476.6278434955, 9);
    expect(points.map(({ julian_date }) => julian_date)).toEqual([own, own, expect.closeTo(2460476.7083333335, 9)]);
    expect(points[1].observation_date).toBe("2024-06-15T03:04:05.678");
    expect(excluded).toEqual(["day-alone", "local"]);
    expect(diagnostics.filter((line) => line.startsWith("day-alone: excluded: it does not tell when"))).toHaveLength(1);
    expect(diagnostics.join(" ")).toContain("the time scale TIMESYS LOCAL cannot be converted to UTC");
    expect(diagnostics).toContain(
      "other: the request's date is used, 2024-06-15T05:00:00.000 UTC; the header says 2024-06-15T03:04:05.678 UTC.",
    );
  });

  it("has no magnitude 99, and says why an image is excluded and a barycentric time is null", async () => {
    const { curve } = measure({
      "ninety-nine": frame([{ mag: 99 }]),
      "error-too": frame([{ magerr: 99.9 }]),
      minus: frame([{ mag: -99 }]),
      good: frame([{}], [["EXPTIME", "30,5"]]),
    });
    const { points, excluded, diagnostics } = await curve;
    expect(points.map(({ mag, bjd_tdb }) => [mag, bjd_tdb])).toEqual([[15, null]]);
    expect(excluded).toEqual(["ninety-nine", "error-too", "minus"]);
    expect(diagnostics).toEqual([
      "ninety-nine, error-too, minus: excluded: its catalog has no magnitude with an error for the source.",
      "good: The header: EXPTIME must be a number, but reads '30,5'.",
      "good: the exposure time is not known (EXPTIME, EXPOSURE, XPOSURE).",
      "good: the site is not known (LATITUDE, LONGITUD, HEIGHT).",
    ]);
  });

  it("ends when no image is left", async () => {
    await expect(measure({ a: frame(null) }).curve).rejects.toMatchObject({
      kind: "invalid",
      message: "None of the images has usable photometry for this source.",
    });
  });

  it("ends when an image may be read another time: the result would be kept without it", async () => {
    const away = new AppError("transient", "archive.unreachable", "The archive does not answer.");
    await expect(measure({ a: frame([{}]), b: away }).curve).rejects.toBe(away);
  });
});

describe("the nearest source", () => {
  it("is the first of equally near ones, and none beyond the radius or without a position (D23)", () => {
    const rows = { ra: [10, 10, Number.NaN], dec: [0.0002, 0.0002, 0] };
    expect(nearestSource(rows, { ra: 10, dec: 0 }, 4)).toBe(0);
    expect(nearestSource(rows, { ra: 10, dec: 0 }, 0.5)).toBeUndefined();
    expect(nearestSource({ ra: [], dec: [] }, { ra: 10, dec: 0 }, 4)).toBeUndefined();
  });
});
