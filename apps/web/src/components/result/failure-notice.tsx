import type { OperationView } from "@datalab/services";
import { CircleSlash, TriangleAlert } from "lucide-react";
import { statusText } from "@/lib/operation-state.ts";

export function FailureNotice({ operation }: { operation: OperationView }) {
  const { state, canRetry } = operation.trueState;
  const cancelled = state === "cancelled";
  const Icon = cancelled ? CircleSlash : TriangleAlert;
  return (
    <section
      aria-label={cancelled ? "Cancelled" : "Failure"}
      className={
        cancelled ? "panel flex gap-4 p-5" : "flex gap-4 rounded-[0.625rem] border border-bad/35 bg-bad-soft p-5"
      }
    >
      <Icon
        className={cancelled ? "mt-0.5 size-5 shrink-0 text-faint" : "mt-0.5 size-5 shrink-0 text-bad"}
        aria-hidden
      />
      <div className="min-w-0">
        <h2 className="font-semibold text-[1.07rem]">
          {cancelled ? "Cancelled before it finished" : "This operation did not succeed"}
        </h2>
        <p className="mt-1 break-words">{statusText(operation)}</p>
        {canRetry && <p className="mt-2 text-muted">It can be run again with the same inputs.</p>}
      </div>
    </section>
  );
}
