import { utcMinute } from "@/lib/format-time.ts";
import type { FrameChoice } from "@/lib/frame-choice.ts";
import { FilterMark } from "./filter-mark.tsx";

const head = "sticky top-0 bg-surface px-3 py-2 text-left font-medium text-[0.86rem] text-faint first:pl-4 last:pr-4";
const cell = "border-t px-3 py-1.5 first:pl-4 last:pr-4";
const wide = "whitespace-nowrap text-muted max-sm:hidden";

/** On a phone target and time stand below the name. A frame added by its name alone says so. */
export function FrameTable({ frames }: { frames: FrameChoice[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label="Frame table" tabIndex={0} className="max-h-[34rem] overflow-auto -outline-offset-2">
      <table className="figures w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th className={head}>Filter</th>
            <th className={head}>Frame</th>
            <th className={`${head} max-sm:hidden`}>Target</th>
            <th className={`${head} max-sm:hidden`}>Observed, UTC</th>
          </tr>
        </thead>
        <tbody>
          {frames.map((frame) => {
            const observed = frame.observed && utcMinute(frame.observed);
            const described = Boolean(frame.filter || frame.target || observed);
            return (
              <tr key={frame.key} className="hover:bg-sunken/60 dark:hover:bg-raised/60">
                <td className={`${cell} max-sm:align-top`}>
                  <FilterMark filter={frame.filter} />
                </td>
                <th scope="row" className={`${cell} break-all text-left font-normal sm:whitespace-nowrap`}>
                  {frame.basename}
                  <span className="block text-[0.93rem] text-muted sm:hidden">
                    {described ? [frame.target, observed].filter(Boolean).join(" · ") : "Known by its name only"}
                  </span>
                </th>
                {described ? (
                  <>
                    <td className={`${cell} ${wide}`}>{frame.target || "—"}</td>
                    <td className={`${cell} ${wide}`}>{observed || "—"}</td>
                  </>
                ) : (
                  <td colSpan={2} className={`${cell} whitespace-nowrap text-faint max-sm:hidden`}>
                    Known by its name only
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
