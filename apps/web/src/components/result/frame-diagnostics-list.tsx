import { type Column, SortableTable } from "@/components/ui/sortable-table.tsx";
import type { FrameDiagnostics, ValidationRow } from "@/lib/result/frame-diagnostics.ts";
import { Disclosure } from "./disclosure.tsx";
import { Section } from "./section.tsx";

function figure(title: string, member: Exclude<keyof ValidationRow, "star">): Column<ValidationRow> {
  const numeric = (row: ValidationRow) => (Number.isNaN(Number(row[member])) ? null : Number(row[member]));
  return { title, value: numeric, show: (row) => row[member], alignRight: true };
}

const columns: Column<ValidationRow>[] = [
  { title: "Star", value: (row) => row.star, show: (row) => row.star },
  figure("Magnitude", "magnitude"),
  figure("In the catalog", "catalogueMagnitude"),
  figure("Flux", "flux"),
  figure("Flux in the catalog", "catalogueFlux"),
];

/** What was found on each frame: its comparison stars against the frame's own catalog, and notes. */
export function FrameDiagnosticsList({ frames }: { frames: FrameDiagnostics[] }) {
  const told = frames.filter(({ rows, notes }) => rows.length + notes.length > 0);
  if (told.length === 0) return null;
  return (
    <Section title="Frames in detail" aside={told.length}>
      <div className="max-h-[34rem] overflow-y-auto">
        {told.map(({ frame, rows, notes }) => (
          <Disclosure key={frame} title={frame} count={rows.length}>
            {notes.length > 0 && (
              <ul className="grid list-disc gap-1 py-2 pr-4 pl-8 marker:text-faint">
                {[...new Set(notes)].map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
            {rows.length > 0 && (
              <SortableTable
                label={`Comparison stars on ${frame}`}
                columns={columns}
                rows={rows}
                rowKey={({ star }) => star}
              />
            )}
          </Disclosure>
        ))}
      </div>
    </Section>
  );
}
