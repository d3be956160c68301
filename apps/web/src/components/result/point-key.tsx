import type { LightCurveSeries } from "@/lib/result/light-curve-series.ts";

/** What the marks of a light curve mean; nothing when all points are plain. */
export function PointKey({ curve: { points, unmeasured = [] } }: { curve: LightCurveSeries }) {
  const remarked = points.filter(({ notes }) => notes).length;
  if (remarked + unmeasured.length === 0) return null;
  return (
    <ul
      aria-label="Marks"
      className="figures flex flex-wrap gap-x-5 gap-y-1 border-t px-4 py-2 text-[0.93rem] text-muted"
    >
      {points.length > remarked && (
        <li className="flex items-center gap-2">
          <svg viewBox="0 0 16 16" className="size-3.5 text-accent" aria-hidden>
            <circle cx="8" cy="8" r="5" fill="currentColor" />
          </svg>
          measured: {points.length - remarked}
        </li>
      )}
      {remarked > 0 && (
        <li className="flex items-center gap-2">
          <svg viewBox="0 0 16 16" className="size-3.5 text-accent" aria-hidden>
            <path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
          measured with a remark: {remarked}
        </li>
      )}
      {unmeasured.length > 0 && (
        <li className="flex items-center gap-2">
          <svg viewBox="0 0 16 16" className="size-3.5 text-bad" aria-hidden>
            <path d="M2 3h12L8 14Z" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
          no magnitude, at the edge of the chart: {unmeasured.length}
        </li>
      )}
      <li>Why stands in the remarks below.</li>
    </ul>
  );
}
