import type { OperationRecord, OperationText } from "@datalab/db";
import { operationNamed } from "@datalab/operations";
import type { ServiceDeps } from "../service-deps.ts";
import type { OperationTextView, OperationView, TrueState } from "../views.ts";
import { etaSeconds } from "./eta.ts";
import { type ProgressView, progressView } from "./progress-view.ts";
import { resultMade } from "./result-made.ts";
import { outputView, readsInput } from "./stored-output.ts";

/** What a view needs to know of the product. */
export type Viewing = Pick<ServiceDeps, "links" | "parity">;

export function operationView(operation: OperationRecord, { links, parity = false }: Viewing): OperationView {
  const shown = progressView(operation);
  const definition = operationNamed(operation.name);
  return {
    id: operation.id,
    name: operation.name,
    status: shown.status,
    message: shown.message,
    operation_progress: shown.progress,
    output:
      shown.status === "FAILED" ? null : outputView(operation.run?.output ?? null, operation, { links, definition }),
    input_data: operation.inputData,
    created: operation.created,
    trueState: { ...trueState(operation, shown), made: resultMade(operation, definition, parity) },
  };
}

/** The input data are read only where the output says something in their words. */
export function operationTextView({ inputText, ...operation }: OperationText, viewing: Viewing): OperationTextView {
  const inputData = readsInput(operation.run?.output ?? null) ? JSON.parse(inputText) : null;
  const { input_data: _, ...view } = operationView({ ...operation, inputData }, viewing);
  return { ...view, inputText };
}

function trueState(operation: OperationRecord, { state, message, progress }: ProgressView): Omit<TrueState, "made"> {
  const { run } = operation;
  return {
    state,
    text: message || texts[state],
    runId: run?.id ?? null,
    attempts: run?.attempts ?? 0,
    started: run?.startedAt ?? null,
    finished: run?.finishedAt ?? null,
    cpuSeconds: run?.timings?.cpu ?? null,
    peakMemory: run?.peakMemory ?? null,
    queuePosition: operation.queuePosition,
    etaSeconds: state === "running" ? etaSeconds(run?.startedAt ?? null, progress) : null,
    canCancel: state === "queued" || state === "attached" || state === "running",
    canRetry: state === "failed" || state === "refused" || state === "cancelled",
  };
}

const texts: Readonly<Record<TrueState["state"], string>> = {
  queued: "Waiting in the queue …",
  attached: "Waiting for an equal operation …",
  running: "Running …",
  completed: "Completed.",
  failed: "Failed.",
  cancelled: "Cancelled.",
  refused: "Refused.",
};
