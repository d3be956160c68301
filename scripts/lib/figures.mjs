export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Prints rows as a plain table; the columns are the members of all rows. */
export function table(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const text = (value) => (typeof value === "number" ? value.toPrecision(3) : String(value ?? ""));
  const cells = [columns, ...rows.map((row) => columns.map((column) => text(row[column])))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index].length)));
  for (const row of cells)
    console.log(
      `  ${row.map((cell, index) => (index ? cell.padStart(widths[index]) : cell.padEnd(widths[index]))).join("   ")}`,
    );
}
