"use client";
import type { OperationView, ResultMade } from "@datalab/services";
import { History, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmitOperation } from "@/components/operations/use-submit-operation.ts";
import { Button } from "@/components/ui/button.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { madeText } from "@/lib/made-text.ts";

interface MadeNoticeProps {
  sessionId: number;
  operation: OperationView;
  made: ResultMade;
  label: string;
}

/** Of a result that would be made otherwise today: how it was made, and a button for a new operation of the same inputs. */
export function MadeNotice({ sessionId, operation, made, label }: MadeNoticeProps) {
  const router = useRouter();
  const submit = useSubmitOperation(sessionId, {
    onStarted: ({ id }) => router.push(`/admin/sessions/${sessionId}/operations/${id}`),
    onError: (error) => toast.error(errorMessage(error)),
  });
  const runAgain = () =>
    submit.mutate({
      sessionId,
      name: operation.name,
      inputData: operation.input_data as Record<string, unknown>, // no operation was ever started without an object
    });
  return (
    <div role="note" className="panel flex flex-wrap items-center gap-3 p-4">
      <History className="size-5 shrink-0 text-faint" aria-hidden />
      <span className="min-w-0 flex-1 break-words">{madeText(made, operation.name)}</span>
      <Button size="small" aria-label={`Run ${label} again`} pending={submit.isPending} onClick={runAgain}>
        <RotateCcw aria-hidden />
        Run again
      </Button>
    </div>
  );
}
