"use client";
import type { OperationView } from "@datalab/services";
import { RotateCcw, Trash2, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { useOperationActions } from "./use-operation-actions.ts";

interface OperationActionsProps {
  sessionId: number;
  operation: OperationView;
  /** "Median 2": part of each button's name. */
  label: string;
  onDeleted?: () => void;
}

export function OperationActions({ sessionId, operation, label, onDeleted }: OperationActionsProps) {
  const [confirming, setConfirming] = useState(false);
  const actions = useOperationActions(sessionId, operation.id, onDeleted);
  const { canCancel, canRetry } = operation.trueState;
  return (
    <div className="relative z-10 flex shrink-0 in-[li]:max-sm:flex-col">
      {canCancel && (
        <Tooltip text="Cancel">
          <Button
            tone="quiet"
            size="icon"
            aria-label={`Cancel ${label}`}
            disabled={actions.cancelling}
            onClick={actions.cancel}
          >
            <X aria-hidden />
          </Button>
        </Tooltip>
      )}
      {canRetry && (
        <Tooltip text="Run again">
          <Button
            tone="quiet"
            size="icon"
            aria-label={`Retry ${label}`}
            disabled={actions.retrying}
            onClick={actions.retry}
          >
            <RotateCcw aria-hidden />
          </Button>
        </Tooltip>
      )}
      <Tooltip text="Delete">
        <Button tone="quiet" size="icon" aria-label={`Delete ${label}`} onClick={() => setConfirming(true)}>
          <Trash2 aria-hidden />
        </Button>
      </Tooltip>
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
