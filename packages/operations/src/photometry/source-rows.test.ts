import { Header, Table } from "@datalab/fits";
import { expect, it } from "vitest";
import { sourceLabel, sourceRows } from "./source-rows.ts";

function table(columns: Record<string, number[] | string[]>): Table {
  const list = Object.entries(columns).map(([name, values]) => ({
    ...{ name, unit: "", format: "D", width: 1, dimensions: [], nulls: null },
    data: typeof values[0] === "string" ? (values as string[]) : Float64Array.from(values as number[]),
  }));
  return new Table(Object.values(columns)[0].length, new Header([]), list);
}

const numbers = { ra: [10], dec: [-5], mag: [14.5], flux: [2000] };

it("takes columns in whatever case, as FITS has it", () => {
  const rows = sourceRows(table({ RA: [10], Dec: [-5], MAG: [14.5], fLux: [2000], NAME: ["a"] }))!;
  expect([rows.ra[0], rows.dec[0], rows.mag[0], rows.flux[0]]).toEqual([10, -5, 14.5, 2000]);
  expect(sourceLabel(rows, 0)).toBe("a");
  expect(sourceRows(table({ ...numbers, flux: ["x"] }))).toBeUndefined();
});

it("takes a magnitude of 99 for none", () => {
  const many = { ra: [1, 2, 3, 4], dec: [1, 2, 3, 4], flux: [1, 1, 1, 1], mag: [99, -99.9, 99.0001, -1.4] };
  expect([...sourceRows(table(many))!.mag]).toEqual([Number.NaN, Number.NaN, Number.NaN, -1.4]);
});
