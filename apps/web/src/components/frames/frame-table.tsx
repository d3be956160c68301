import { utcMinute } from "@/lib/format-time.ts";
import type { FrameChoice } from "@/lib/frame-choice.ts";
import { FilterMark } from "./filter-mark.tsx";

const head = "sticky top-0 bg-surface px-3 py-2 text-left font-medium text-[0.86rem] text-faint first:pl-4 last:pr-4";
const cell = "border-t px-3 py-1.5 first:pl-4 last:pr-4";

export function FrameTable({ frames }: { frames: FrameChoice[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label="Frame table" tabIndex={0} className="max-h-[34rem] overflow-auto -outline-offset-2">
      <table className="figures w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th className={head}>Filter</th>
            <th className={head}>Frame</th>
            <th className={head}>Target</th>
            <th className={head}>Observed, UTC</th>
          </tr>
        </thead>
        <tbody>
          {frames.map((frame) => (
            <tr key={frame.key} className="hover:bg-sunken/60 dark:hover:bg-raised/60">
              <td className={cell}>
                <FilterMark filter={frame.filter} />
              </td>
              <th scope="row" className={`${cell} whitespace-nowrap text-left font-normal`}>
                {frame.basename}
              </th>
              <td className={`${cell} whitespace-nowrap text-muted`}>{frame.target || "—"}</td>
              <td className={`${cell} whitespace-nowrap text-muted`}>
                {frame.observed ? utcMinute(frame.observed) : "—"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
