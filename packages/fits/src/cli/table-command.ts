import { fitsError } from "../fits-error.ts";
import { type Hdu, hduLabel } from "../hdu.ts";
import type { FitsFile } from "../open-fits.ts";
import { readTable } from "../read-table.ts";
import type { Table, TableColumn } from "../table.ts";
import type { Command } from "./command.ts";
import { cellText, csvLine } from "./csv.ts";
import { findHdu } from "./find-hdu.ts";
import { tableWindows } from "./table-window.ts";
import { writeOut } from "./write-out.ts";

export const tableCommand: Command = {
  usage: "FILE HDU [columns...]",
  summary: "columns, or those named, as CSV (RFC 4180)",
  async run({ file, words: [wanted, ...columns], out }) {
    const names = columns.flatMap((column) => column.split(",")).filter((name) => name !== "");
    await writeOut("-", csv(file, findHdu(file, wanted), names), out);
  },
};

async function* csv(file: FitsFile, hdu: Hdu, names: string[]): AsyncGenerator<Uint8Array> {
  if (hdu.kind !== "table") throw fitsError("bad_table", `${hduLabel(hdu)} holds no table.`);
  let first = true;
  for (const window of tableWindows(hdu)) {
    const table = await readTable(file, window, names.length > 0 ? names : undefined);
    const columns =
      names.length > 0 ? names.map((name) => wantedColumn(table, name, hdu)) : [...table.columns.values()];
    const lines = first ? [csvLine(columns.map(({ name }) => name))] : [];
    for (let row = 0; row < table.rows; row++) {
      lines.push(csvLine(columns.map((column) => cellText(column, row, table.rows))));
    }
    first = false;
    yield Buffer.from(lines.join(""));
  }
}

function wantedColumn(table: Table, name: string, hdu: Hdu): TableColumn {
  const column = table.find(name);
  if (!column) throw fitsError("bad_table", `${hduLabel(hdu)} has no column "${name}".`);
  return column;
}
