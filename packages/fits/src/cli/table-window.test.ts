import { expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { openFits } from "../open-fits.ts";
import { readTable } from "../read-table.ts";
import { formatFits } from "../write/write-fits.ts";
import { tableWindows } from "./table-window.ts";

it("windows of a long table hold its rows in order, those in the heap too", async () => {
  const rows = 300_000;
  const x = Float64Array.from({ length: rows }, (_, i) => i / 3);
  const lists = Array.from({ length: rows }, (_, i) => Int16Array.from({ length: i % 3 }, (_, j) => i + j));
  const columns = [
    { name: "x", data: x },
    { name: "list", data: lists },
  ];
  const file = await openFits(bytesSource(formatFits([{ kind: "table", name: "CAT", columns }])));
  const windows = [...tableWindows(file.hdus[1])];
  expect(windows.length).toBeGreaterThan(1);
  let row = 0;
  for (const window of windows) {
    const table = await readTable(file, window);
    expect(table.numbers("x")).toEqual(x.subarray(row, row + table.rows));
    expect((table.column("list") as Int16Array[]).at(-1)).toEqual(lists[row + table.rows - 1]);
    row += table.rows;
  }
  expect(row).toBe(rows);
});

it("a table without rows is one window", async () => {
  const file = await openFits(
    bytesSource(formatFits([{ kind: "table", name: "CAT", columns: [{ name: "x", data: new Float64Array(0) }] }])),
  );
  const [window, ...others] = tableWindows(file.hdus[1]);
  expect([(await readTable(file, window)).rows, others.length]).toEqual([0, 0]);
});
