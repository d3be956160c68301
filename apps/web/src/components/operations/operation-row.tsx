import type { OperationView } from "@datalab/services";
import Link from "next/link";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import { TimeAgo } from "@/components/ui/time-ago.tsx";
import { classNames } from "@/lib/class-names.ts";
import { countOf } from "@/lib/count-of.ts";
import { inputFileCount } from "@/lib/input-files.ts";
import { isUnfinished, progressOf, stateLabel, statusText } from "@/lib/operation-state.ts";
import { OperationActions } from "./operation-actions.tsx";
import { OperationThumbnail } from "./operation-thumbnail.tsx";
import { StateBadge } from "./state-badge.tsx";

interface OperationRowProps {
  sessionId: number;
  operation: OperationView;
  /** Position in the session, from 1. */
  number: number;
}

export function OperationRow({ sessionId, operation, number }: OperationRowProps) {
  const label = `${operation.name} ${number}`;
  const { state } = operation.trueState;
  const running = isUnfinished(operation);
  const progress = progressOf(operation);
  const files = inputFileCount(operation.input_data);
  return (
    <li
      aria-label={label}
      className="relative flex items-center gap-3.5 p-3 transition-colors hover:bg-sunken/60 sm:gap-4 sm:pr-4 dark:hover:bg-raised/60"
    >
      <OperationThumbnail operation={operation} label={label} />
      <div className="grid min-w-0 flex-1 gap-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link
            href={`/admin/sessions/${sessionId}/operations/${operation.id}`}
            className="font-medium text-[1.07rem] after:absolute after:inset-0"
          >
            {operation.name} <span className="figures font-normal text-faint">{number}</span>
          </Link>
          <StateBadge state={state} />
        </div>
        {running ? (
          <div className="grid gap-1.5">
            <p className="figures flex gap-3 text-muted">
              <span className="min-w-0 flex-1 truncate">{statusText(operation)}</span>
              {progress !== null && <span>{Math.round(progress * 100)} %</span>}
            </p>
            <ProgressBar value={progress} label={`Progress of ${label}`} />
          </div>
        ) : (
          <p
            className={classNames(
              "figures line-clamp-2 max-sm:line-clamp-4",
              stateLabel(state).tone === "bad" ? "text-bad" : "text-muted",
            )}
          >
            {state !== "completed" && `${statusText(operation)} `}
            {state === "completed" && (
              <>
                {files > 0 && `${countOf(files, "input")} · `}
                <TimeAgo iso={operation.trueState.finished ?? operation.created} />
              </>
            )}
          </p>
        )}
      </div>
      <OperationActions sessionId={sessionId} operation={operation} label={label} />
    </li>
  );
}
