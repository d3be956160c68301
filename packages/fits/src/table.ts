import type { Header } from "./header.ts";

/** Every array of numbers that pixels or columns may come as; 64-bit integers are bigints. */
export type NumberArray =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** Values of a column row by row, `width` each; of a variable-length column one array a row. Complex values are pairs. */
export type ColumnData = NumberArray | string[] | boolean[] | (NumberArray | string | boolean[])[];

/** One column of a table, all rows of it. */
export interface TableColumn {
  name: string;
  unit: string;
  /** TFORM as written. */
  format: string;
  /** Values a row; null for a variable-length column. */
  width: number | null;
  /** TDIM, the fastest axis first; empty where there is none. */
  dimensions: number[];
  /**
   * Integers keep their type, unsigned ones (TZERO) too, 64-bit ones as bigint, so that an identifier loses nothing; a scaled
   * column (TSCAL, TZERO) is Float64Array. In floats NaN means no value; in integers see `nulls`.
   */
  data: ColumnData;
  /** 1 for each integer that equals TNULL; null where none does. */
  nulls: Uint8Array | null;
}

/** The rows of a table that were asked for, column by column; of columns with one name the first counts. Look up with `find` and `numbers`. */
export class Table {
  readonly rows: number;
  readonly header: Header;
  readonly columns: Map<string, TableColumn>;

  constructor(rows: number, header: Header, columns: TableColumn[]) {
    this.rows = rows;
    this.header = header;
    this.columns = new Map();
    for (const column of columns) if (!this.columns.has(column.name)) this.columns.set(column.name, column);
  }

  /** True where `find` finds a column. */
  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /**
   * The column of this name, which is how every reader looks one up: names are not case sensitive (FITS 4.0, §7.3.1). Where several
   * differ in case only, the one written exactly so, else the first.
   */
  find(name: string): TableColumn | undefined {
    const found = nameIn(this.columns.keys(), name);
    return found === undefined ? undefined : this.columns.get(found);
  }

  column(name: string): ColumnData | undefined {
    return this.find(name)?.data;
  }

  /** A numeric column as float64, null values as NaN; undefined where there is none. Integers beyond 2^53 are rounded. */
  numbers(name: string): Float64Array | undefined {
    const column = this.find(name);
    if (!column || !ArrayBuffer.isView(column.data)) return undefined;
    const values = Float64Array.from(column.data as ArrayLike<number | bigint>, Number);
    column.nulls?.forEach((isNull, index) => {
      if (isNull) values[index] = Number.NaN;
    });
    return values;
  }
}

/** The look-up rule for column names: exact case first, else the first that differs in case only. */
function nameIn(names: Iterable<string>, wanted: string): string | undefined {
  let close: string | undefined;
  for (const name of names) {
    if (name === wanted) return name;
    if (close === undefined && name.toLowerCase() === wanted.toLowerCase()) close = name;
  }
  return close;
}

/** Columns in table order; of a wanted name the one that the look-up rule finds. */
export function wantedColumns<C extends { name: string }>(columns: C[], names: string[] | undefined): C[] {
  if (!names) return columns;
  const found = new Set(
    names.map((name) =>
      nameIn(
        columns.map((column) => column.name),
        name,
      ),
    ),
  );
  return columns.filter((column) => found.has(column.name));
}
