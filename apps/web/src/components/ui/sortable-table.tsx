"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { classNames } from "@/lib/class-names.ts";
import { type Sorting, sortRows } from "@/lib/sort-rows.ts";

export interface Column<Row> {
  title: string;
  /** What is sorted by; null comes last. */
  value: (row: Row) => number | string | null;
  /** What is shown. */
  show: (row: Row) => ReactNode;
  alignRight?: boolean;
}

interface SortableTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A table that is sorted by the column whose heading is pressed; at first in the order of its rows. */
export function SortableTable<Row>({ label, columns, rows, rowKey }: SortableTableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = useMemo(
    () => (sorting ? sortRows(rows, columns[sorting.column]!.value, sorting.descending) : rows),
    [rows, columns, sorting],
  );
  const sortBy = (column: number) =>
    setSorting((old) => ({ column, descending: old?.column === column && !old.descending }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="max-h-96 overflow-auto">
      <table className="figures w-full border-collapse whitespace-nowrap text-[0.93rem]">
        <thead className="sticky top-0 bg-surface shadow-[0_1px_0_var(--line)]">
          <tr>
            {columns.map(({ title, alignRight }, column) => {
              const direction = sorting?.column === column ? (sorting.descending ? "descending" : "ascending") : "none";
              const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
              return (
                <th key={title} scope="col" aria-sort={direction} className="px-4 py-2 font-medium text-muted">
                  <button
                    type="button"
                    onClick={() => sortBy(column)}
                    className={classNames("flex w-full items-center gap-1 hover:text-ink", alignRight && "justify-end")}
                  >
                    {title}
                    <Arrow
                      className={classNames("size-3.5 shrink-0", direction === "none" && "invisible")}
                      aria-hidden
                    />
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody className="divide-y">
          {sorted.map((row) => (
            <tr key={rowKey(row)} className="hover:bg-sunken/60 dark:hover:bg-raised/60">
              {columns.map(({ title, show, alignRight }) => (
                <td key={title} className={classNames("px-4 py-1.5", alignRight && "pr-[2.1rem] text-right")}>
                  {show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
