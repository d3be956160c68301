import { type Column, SortableTable } from "@/components/ui/sortable-table.tsx";
import { timeText } from "@/lib/charts/point-tooltip.ts";
import { timeScaleName } from "@/lib/charts/time-axis.ts";
import { type LightCurveRow, timeScales } from "@/lib/result/light-curve-series.ts";
import { Disclosure } from "./disclosure.tsx";

const brightness: Column<LightCurveRow>[] = [
  {
    title: "Magnitude",
    value: (row) => row.magnitude,
    show: (row) => row.magnitude?.toFixed(4) ?? "–",
    alignRight: true,
  },
  { title: "± 1 σ", value: (row) => row.sigma, show: (row) => row.sigma?.toFixed(4) ?? "–", alignRight: true },
];

const frame: Column<LightCurveRow> = { title: "Frame", value: (row) => row.frame, show: (row) => row.frame };

const remarks: Column<LightCurveRow> = {
  title: "Remarks",
  value: (row) => row.notes?.join(" ") ?? null,
  show: (row) => <span className="block min-w-60 whitespace-normal">{row.notes?.join(" ")}</span>,
};

function columnsFor(points: readonly LightCurveRow[]): Column<LightCurveRow>[] {
  const known = timeScales.filter((scale) => points.some(({ times }) => times[scale] !== null));
  const times = known.map(
    (scale): Column<LightCurveRow> => ({
      title: timeScaleName(scale),
      value: ({ times }) => times[scale],
      show: ({ times }) => (times[scale] === null ? "–" : timeText(times[scale], scale)),
    }),
  );
  return [
    ...(points.some((point) => point.frame) ? [frame] : []),
    ...(points.some((point) => point.notes) ? [remarks] : []),
    ...times,
    ...brightness,
  ];
}

/** The points of the light curve in figures, and what is to be known of them. */
export function Measurements({ points }: { points: readonly LightCurveRow[] }) {
  return (
    <Disclosure title="Measurements" count={points.length}>
      <SortableTable
        label="Measurements"
        columns={columnsFor(points)}
        rows={points}
        rowKey={({ frame, times }) => `${times.jd} ${frame}`}
      />
    </Disclosure>
  );
}
