import { type Column, SortableTable } from "@/components/ui/sortable-table.tsx";
import { timeText } from "@/lib/charts/point-tooltip.ts";
import { timeScaleName } from "@/lib/charts/time-axis.ts";
import { type LightCurvePoint, timeScales } from "@/lib/result/light-curve-series.ts";
import { Disclosure } from "./disclosure.tsx";

const brightness: Column<LightCurvePoint>[] = [
  { title: "Magnitude", value: (row) => row.magnitude, show: (row) => row.magnitude.toFixed(4), alignRight: true },
  { title: "± 1 σ", value: (row) => row.sigma, show: (row) => row.sigma?.toFixed(4) ?? "–", alignRight: true },
];

const frame: Column<LightCurvePoint> = { title: "Frame", value: (row) => row.frame, show: (row) => row.frame };

function columnsFor(points: readonly LightCurvePoint[]): Column<LightCurvePoint>[] {
  const known = timeScales.filter((scale) => points.some(({ times }) => times[scale] !== null));
  const times = known.map(
    (scale): Column<LightCurvePoint> => ({
      title: timeScaleName(scale),
      value: ({ times }) => times[scale],
      show: ({ times }) => (times[scale] === null ? "–" : timeText(times[scale], scale)),
    }),
  );
  return [...(points.some((point) => point.frame) ? [frame] : []), ...times, ...brightness];
}

/** The points of the light curve in figures. */
export function Measurements({ points }: { points: readonly LightCurvePoint[] }) {
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
