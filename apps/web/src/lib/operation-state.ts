import type { OperationView, TrueStateName } from "@datalab/services";

export type Tone = "wait" | "busy" | "ok" | "bad";

const LABELS: Record<TrueStateName, { label: string; tone: Tone }> = {
  queued: { label: "Queued", tone: "wait" },
  attached: { label: "Waiting", tone: "wait" },
  running: { label: "Running", tone: "busy" },
  completed: { label: "Completed", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "wait" },
  refused: { label: "Refused", tone: "bad" },
};

/** The word and tone that stand for an operation's state. */
export const stateLabel = (state: TrueStateName) => LABELS[state];

export const isUnfinished = ({ trueState: { state } }: OperationView) =>
  state === "queued" || state === "attached" || state === "running";

/** A fraction 0…1, or null while the amount of work is unknown because it has not begun. */
export const progressOf = (operation: OperationView) =>
  operation.trueState.state === "running" ? operation.operation_progress : null;

/** What to read below the name: the step while running, the cause after a failure, else the state's own sentence. */
export const statusText = (operation: OperationView) => operation.message || operation.trueState.text;
