export interface Sorting {
  column: number;
  descending: boolean;
}

/** A sorted copy by the value of a column; rows without one (null) are last whichever way it is sorted. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => number | string | null,
  descending: boolean,
): Row[] {
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order = typeof one === "number" && typeof other === "number" ? one - other : compareTexts(one, other);
    return descending ? -order : order;
  });
}

const compareTexts = (a: number | string, b: number | string) =>
  String(a).localeCompare(String(b), "en", { numeric: true });
