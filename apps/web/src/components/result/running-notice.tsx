import type { OperationView } from "@datalab/services";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import { progressOf, statusText } from "@/lib/operation-state.ts";

interface RunningNoticeProps {
  operation: OperationView;
  label: string;
  /** Whether news of it arrive at the moment. */
  connected: boolean;
}

export function RunningNotice({ operation, label, connected }: RunningNoticeProps) {
  const progress = progressOf(operation);
  return (
    <section aria-label="Progress" className="panel grid place-items-center px-6 py-20">
      <div className="grid w-full max-w-md gap-3">
        <p className="figures flex items-baseline gap-4">
          <span className="min-w-0 flex-1 font-medium text-[1.07rem]" aria-live="polite">
            {statusText(operation)}
          </span>
          {progress !== null && <span className="font-semibold text-2xl">{Math.round(progress * 100)} %</span>}
        </p>
        <ProgressBar value={progress} label={`Progress of ${label}`} className="h-2" />
        <p role="status" className="text-muted">
          {connected
            ? "You can leave this page. The work goes on, and the result waits here."
            : "The connection is lost. The work goes on; its progress shows again as soon as Datalab can be reached."}
        </p>
      </div>
    </section>
  );
}
