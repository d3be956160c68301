"use client";
import type { OperationView } from "@datalab/services";
import { type LucideIcon, RotateCcw, Trash2, X } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { classNames } from "@/lib/class-names.ts";
import { useOperationActions } from "./use-operation-actions.ts";

interface ActionProps extends ComponentProps<"button"> {
  icon: LucideIcon;
  text: string;
  labelled: boolean;
}

/** A button with its word, or an icon that tells it. */
function Action({ icon: Icon, text, labelled, ...button }: ActionProps) {
  if (labelled)
    return (
      <Button size="small" {...button}>
        <Icon aria-hidden />
        {text}
      </Button>
    );
  return (
    <Tooltip text={text}>
      <Button tone="quiet" size="icon" {...button}>
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}

interface OperationActionsProps {
  sessionId: number;
  operation: OperationView;
  /** "Median 2": part of each button's name. */
  label: string;
  /** With words, where there is room for them. */
  labelled?: boolean;
  onDeleted?: () => void;
}

export function OperationActions({ sessionId, operation, label, labelled = false, onDeleted }: OperationActionsProps) {
  const [confirming, setConfirming] = useState(false);
  const actions = useOperationActions(sessionId, operation.id, onDeleted);
  const { canCancel, canRetry } = operation.trueState;
  return (
    <div className={classNames("relative z-10 flex shrink-0", labelled ? "gap-2" : "in-[li]:max-sm:flex-col")}>
      {canCancel && (
        <Action
          icon={X}
          text="Cancel"
          labelled={labelled}
          aria-label={`Cancel ${label}`}
          disabled={actions.cancelling}
          onClick={actions.cancel}
        />
      )}
      {canRetry && (
        <Action
          icon={RotateCcw}
          text="Run again"
          labelled={labelled}
          aria-label={`Run ${label} again`}
          disabled={actions.retrying}
          onClick={actions.retry}
        />
      )}
      <Action
        icon={Trash2}
        text="Delete"
        labelled={labelled}
        aria-label={`Delete ${label}`}
        onClick={() => setConfirming(true)}
      />
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`Delete ${label}?`}
        description="The operation and its result files are removed for good. Links to them stop working."
        action="Delete operation"
        pending={actions.removing}
        onConfirm={actions.remove}
      />
    </div>
  );
}
