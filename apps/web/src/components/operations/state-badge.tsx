import type { TrueStateName } from "@datalab/services";
import { Check, CircleSlash, Clock, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import { classNames } from "@/lib/class-names.ts";
import { stateLabel, type Tone } from "@/lib/operation-state.ts";

const TONES: Record<Tone, string> = {
  wait: "bg-sunken text-muted dark:bg-line/60",
  busy: "bg-busy-soft text-busy",
  ok: "bg-ok-soft text-ok",
  bad: "bg-bad-soft text-bad",
};

const ICONS: Record<TrueStateName, LucideIcon> = {
  queued: Clock,
  attached: Clock,
  running: LoaderCircle,
  completed: Check,
  failed: TriangleAlert,
  cancelled: CircleSlash,
  refused: TriangleAlert,
};

export function StateBadge({ state }: { state: TrueStateName }) {
  const { label, tone } = stateLabel(state);
  const Icon = ICONS[state];
  return (
    <span
      className={classNames(
        "inline-flex h-5.5 items-center gap-1 rounded-full pr-2 pl-1.5 font-medium text-[0.86rem]",
        TONES[tone],
      )}
    >
      <Icon className={classNames("size-3.5", state === "running" && "animate-spin")} aria-hidden />
      {label}
    </span>
  );
}
