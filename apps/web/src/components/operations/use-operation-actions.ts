"use client";
import type { OperationView } from "@datalab/services";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { answered, removeOperation } from "@/lib/upsert-operation.ts";

/** Cancel, retry and delete of one operation; the answer goes straight into the list, the stream confirms it. */
export function useOperationActions(sessionId: number, id: number, onDeleted?: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const listKey = trpc.operations.list.queryKey({ sessionId, limit: 100 });
  const onError = (error: unknown) => toast.error(errorMessage(error));
  const change = {
    onMutate: () => queryClient.getQueryData(listKey)?.results.find((each) => each.id === id),
    onSuccess: (operation: OperationView, _: unknown, before: OperationView | undefined) => {
      queryClient.setQueryData(listKey, (page) => page && answered(page, before, operation));
    },
    onError,
  };
  const cancel = useMutation(trpc.operations.cancel.mutationOptions(change));
  const retry = useMutation(trpc.operations.retry.mutationOptions(change));
  const remove = useMutation(
    trpc.operations.delete.mutationOptions({
      onSuccess: () => {
        onDeleted?.();
        queryClient.setQueryData(listKey, (page) => page && removeOperation(page, id));
        queryClient.invalidateQueries(trpc.sessions.pathFilter());
      },
      onError,
    }),
  );
  const target = { sessionId, id };
  return {
    cancel: () => cancel.mutate(target),
    retry: () => retry.mutate(target),
    remove: () => remove.mutate(target),
    cancelling: cancel.isPending,
    retrying: retry.isPending,
    removing: remove.isPending,
  };
}
