"use client";
import type { OperationView, ResultMade } from "@datalab/services";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { History, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { madeText } from "@/lib/made-text.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { answered } from "@/lib/upsert-operation.ts";

interface MadeNoticeProps {
  sessionId: number;
  operation: OperationView;
  made: ResultMade;
  label: string;
}

/** Of a result that would be made otherwise today: how it was made, and a button for a new operation of the same inputs. */
export function MadeNotice({ sessionId, operation, made, label }: MadeNoticeProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const submit = useMutation(
    trpc.operations.submit.mutationOptions({
      onSuccess: (submitted) => {
        const listKey = trpc.operations.list.queryKey({ sessionId, limit: 100 });
        queryClient.setQueryData(listKey, (page) => page && answered(page, undefined, submitted));
        queryClient.invalidateQueries(trpc.sessions.list.queryFilter());
        router.push(`/admin/sessions/${sessionId}/operations/${submitted.id}`);
      },
      onError: (error) => toast.error(errorMessage(error)),
    }),
  );
  return (
    <div role="note" className="panel flex flex-wrap items-center gap-3 p-4">
      <History className="size-5 shrink-0 text-faint" aria-hidden />
      <span className="min-w-0 flex-1 break-words">{madeText(made, operation.name)}</span>
      <Button
        size="small"
        aria-label={`Run ${label} again`}
        pending={submit.isPending}
        onClick={() => submit.mutate({ sessionId, name: operation.name, inputData: operation.input_data })}
      >
        <RotateCcw aria-hidden />
        Run again
      </Button>
    </div>
  );
}
