import { AppError } from "@datalab/errors";
import type { Header, Table } from "@datalab/fits";
import type { FrameSize } from "@datalab/kernels";
import { cataloguePositions } from "../imaging/sky-frames/catalogue-positions.ts";
import { icrsWcs } from "../imaging/sky-frames/icrs-wcs.ts";
import { instrumentalMagnitude, magnitudesPerRelativeFlux } from "../photometry/magnitude.ts";
import { statedMagnitudes } from "../photometry/stated-magnitudes.ts";
import { defineAnalysis } from "./define.ts";
import { asReference } from "./picture-positions.ts";
import { pictureSize } from "./request-members.ts";

const mostRows = 1000;
const columns = ["xwin", "ywin", "x", "y", "flux", "fluxerr", "mag", "magerr", "ra", "dec"];

/** One source; positions in pixels of the picture, from its lower left corner. */
export interface CatalogSource {
  x_win: number | null;
  y_win: number | null;
  x: number | null;
  y: number | null;
  flux: number | null;
  mag: number | null;
  magerr: number | null;
  /** The magnitude is instrumental: made of the flux. */
  flux_fallback: boolean;
  /** Degrees with six decimals; absent where the position is not known. */
  ra?: string;
  dec?: string;
}

/** The first 1000 sources of the frame's catalogue, where the picture shows them (analysis.md §3). */
export const sourceCatalog = defineAnalysis({
  name: "source-catalog",
  input: pictureSize,
  async run(context, picture) {
    const frame = await context.frame();
    const { header, input } = frame.science();
    const table = await frame.table("CAT", columns);
    if (!table)
      throw new AppError("invalid", "analysis.no_catalog", `${frame.basename} has no catalog (CAT extension).`);
    return catalogSources(table, header, { picture, image: input.layout }, asReference(context.conventions));
  },
});

/** `reference`: positions as the old service gave them, sides of the picture exchanged and pixels counted from 1 (D34). */
export function catalogSources(
  table: Table,
  header: Header,
  { picture, image }: { picture: FrameSize; image: FrameSize },
  reference: boolean,
): CatalogSource[] {
  const [x, y] = [needed(table, "x"), needed(table, "y")];
  const [xwin, ywin] = [table.numbers("xwin") ?? x, table.numbers("ywin") ?? y];
  const flux = table.numbers("flux");
  const magnitudes = magnitudesOf(table, flux);
  const position = positionsOf(table, header, x, y);
  const sides = reference ? { width: picture.height, height: picture.width } : picture;
  const edge = reference ? 0 : 0.5;
  const across = (value: number) => finite(((value - edge) * sides.width) / image.width);
  const up = (value: number) => finite(((value - edge) * sides.height) / image.height);
  return Array.from({ length: Math.min(mostRows, table.rows) }, (_, row) => ({
    x_win: across(xwin[row]),
    y_win: up(ywin[row]),
    x: across(x[row]),
    y: up(y[row]),
    flux: flux ? finite(Math.trunc(flux[row])) : null,
    ...magnitudes(row),
    ...position(row),
  }));
}

function needed(table: Table, name: string): Float64Array {
  const column = table.numbers(name);
  if (!column) throw new AppError("invalid", "analysis.no_column", `the catalog has no column ${name}.`);
  return column;
}

/** As the catalogue states them, else made of the flux, which needs to be positive. */
function magnitudesOf(table: Table, flux: Float64Array | undefined) {
  const [mag, magerr] = [statedMagnitudes(table, "mag"), statedMagnitudes(table, "magerr")];
  if (mag && magerr) {
    return (row: number) => ({ mag: finite(mag[row]), magerr: finite(magerr[row]), flux_fallback: false });
  }
  const fluxerr = table.numbers("fluxerr");
  return (row: number) => {
    const value = flux?.[row] ?? Number.NaN;
    const error = value > 0 ? (magnitudesPerRelativeFlux * (fluxerr?.[row] ?? Number.NaN)) / value : Number.NaN;
    return { mag: finite(instrumentalMagnitude(value)), magerr: finite(error), flux_fallback: true };
  };
}

function positionsOf(table: Table, header: Header, x: Float64Array, y: Float64Array) {
  const stated = cataloguePositions(table, header);
  const wcs = stated ? undefined : icrsWcs(header);
  return (row: number): { ra?: string; dec?: string } => {
    const position = stated ? [stated.ra[row], stated.dec[row]] : wcs?.toSky(x[row] - 1, y[row] - 1);
    return position?.every(Number.isFinite) ? { ra: position[0].toFixed(6), dec: position[1].toFixed(6) } : {};
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
