"use client";
import type { OperationView } from "@datalab/services";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { toast } from "sonner";
import { isUnfinished, statusText } from "@/lib/operation-state.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { removeOperation, upsertOperation } from "@/lib/upsert-operation.ts";

const LIMIT = 100;

function announce(before: OperationView | undefined, after: OperationView): void {
  if (!before || !isUnfinished(before)) return;
  if (after.trueState.state === "completed") toast.success(`${after.name} is ready.`);
  if (after.trueState.state === "failed" || after.trueState.state === "refused")
    toast.error(`${after.name} failed`, { description: statusText(after) });
}

/** A session's operations, kept up to date by the server's event stream; the end of each is announced. */
export function useLiveOperations(sessionId: number) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.operations.list.queryOptions({ sessionId, limit: LIMIT });
  const operations = useQuery({ ...options, staleTime: Number.POSITIVE_INFINITY, refetchOnMount: "always" });
  const stream = useSubscription(
    trpc.operations.watch.subscriptionOptions(
      { sessionId },
      {
        enabled: operations.isSuccess,
        onData: ({ data: event }) => {
          const page = queryClient.getQueryData(options.queryKey);
          if (!page) return;
          if (event.kind === "removed") {
            queryClient.setQueryData(options.queryKey, removeOperation(page, event.operationId));
          } else if (event.kind === "operation") {
            announce(
              page.results.find(({ id }) => id === event.operation.id),
              event.operation,
            );
            queryClient.setQueryData(options.queryKey, upsertOperation(page, event.operation));
          }
        },
      },
    ),
  );
  return { operations, connected: stream.status === "pending" };
}
