"use client";
import type { OperationView } from "@datalab/services";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/lib/trpc.ts";
import { answered } from "@/lib/upsert-operation.ts";

interface Reactions {
  onStarted: (submitted: OperationView) => void;
  onError?: (error: unknown) => void;
}

/** Starts a new operation in a session; it goes straight into the list. */
export function useSubmitOperation(sessionId: number, { onStarted, onError }: Reactions) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.operations.submit.mutationOptions({
      onSuccess: (submitted) => {
        const listKey = trpc.operations.list.queryKey({ sessionId, limit: 100 });
        queryClient.setQueryData(listKey, (page) => page && answered(page, undefined, submitted));
        queryClient.invalidateQueries(trpc.sessions.list.queryFilter());
        onStarted(submitted);
      },
      onError,
    }),
  );
}
