import { classNames } from "@/lib/class-names.ts";

/** Whether changes arrive by themselves at the moment. */
export function LiveMark({ connected }: { connected: boolean }) {
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-[0.93rem] text-faint">
      <span
        className={classNames("size-1.5 rounded-full", connected ? "bg-ok" : "animate-pulse bg-faint")}
        aria-hidden
      />
      {connected ? "Live" : "Connecting…"}
    </span>
  );
}
