"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLiveOperations } from "@/components/operations/use-live-operations.ts";
import { NotFoundNotice } from "@/components/shell/not-found-notice.tsx";
import { ErrorNotice } from "@/components/ui/error-notice.tsx";
import { errorCode, errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { usePageTitle } from "@/lib/use-page-title.ts";
import { OperationFacts } from "./operation-facts.tsx";
import { OperationHeader } from "./operation-header.tsx";
import { OperationInputs } from "./operation-inputs.tsx";
import { OperationOutcome } from "./operation-outcome.tsx";
import { OperationPageSkeleton } from "./operation-page-skeleton.tsx";

interface OperationPageProps {
  sessionId: number;
  operationId: number;
}

export function OperationPage({ sessionId, operationId }: OperationPageProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const session = useQuery(trpc.sessions.get.queryOptions({ id: sessionId }));
  const { operations, connected } = useLiveOperations(sessionId);
  const list = operations.data?.results ?? [];
  const index = list.findIndex(({ id }) => id === operationId);
  const operation = list[index];
  const label = operation && `${operation.name} ${index + 1}`;
  usePageTitle(label);

  if (session.isPending || operations.isPending) return <OperationPageSkeleton />;
  const error = session.error ?? operations.error;
  if (error && errorCode(error) !== "NOT_FOUND")
    return (
      <ErrorNotice
        title="The operation could not be loaded"
        message={errorMessage(error)}
        onRetry={() => Promise.all([session.refetch(), operations.refetch()])}
      />
    );
  if (!session.data || !operation || !label) return <NotFoundNotice what="operation" />;
  return (
    <div className="grid grid-cols-1 gap-5">
      <OperationHeader
        session={session.data}
        operation={operation}
        label={label}
        onDeleted={() => router.push(`/admin/sessions/${sessionId}`)}
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <OperationOutcome sessionId={sessionId} operation={operation} label={label} connected={connected} />
        <aside aria-label="Details" className="grid min-w-0 gap-6">
          <OperationFacts operation={operation} />
          <OperationInputs operation={operation} />
        </aside>
      </div>
    </div>
  );
}
