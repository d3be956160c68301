import { Progress } from "radix-ui";
import { classNames } from "@/lib/class-names.ts";

/** `value` is a fraction 0…1; null means "under way, amount unknown". */
export function ProgressBar({ value, label, className }: { value: number | null; label: string; className?: string }) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <Progress.Root
      value={percent}
      aria-label={label}
      className={classNames("relative h-1.5 w-full overflow-hidden rounded-full bg-line", className)}
    >
      {percent === null ? (
        <Progress.Indicator className="block h-full w-1/3 animate-sweep rounded-full bg-busy/60" />
      ) : (
        <Progress.Indicator
          className="block h-full rounded-full bg-busy transition-[width] duration-300 ease-out"
          style={{ width: `${percent}%` }}
        />
      )}
    </Progress.Root>
  );
}
