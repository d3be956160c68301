"use client";
import type { SessionView } from "@datalab/services";
import { Layers2 } from "lucide-react";
import { StartOperationDialog } from "@/components/start-operation/start-operation-dialog.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorNotice } from "@/components/ui/error-notice.tsx";
import { SkeletonList } from "@/components/ui/skeleton-list.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { LiveMark } from "./live-mark.tsx";
import { OperationRow } from "./operation-row.tsx";
import { useLiveOperations } from "./use-live-operations.ts";

export function OperationPanel({ session }: { session: SessionView }) {
  const { operations, connected } = useLiveOperations(session.id);
  const results = operations.data?.results ?? [];
  return (
    <section aria-labelledby="operations-title" className="grid min-w-0 grid-cols-1 gap-3">
      <div className="flex min-h-9 items-center gap-3">
        <h2 id="operations-title" className="font-semibold text-[1.14rem]">
          Operations <span className="figures ml-1 font-normal text-faint">{results.length}</span>
        </h2>
        <LiveMark connected={connected} />
        <span className="ml-auto">
          <StartOperationDialog session={session} operations={results} />
        </span>
      </div>
      {operations.isPending && <SkeletonList rows={3} label="Loading operations" className="h-22" />}
      {operations.isError && (
        <ErrorNotice
          title="The operations could not be loaded"
          message={errorMessage(operations.error)}
          onRetry={() => operations.refetch()}
        />
      )}
      {operations.isSuccess && results.length === 0 && (
        <EmptyState icon={Layers2} title="Nothing made yet">
          Start an operation on the frames of this session. Its progress and its picture appear here.
        </EmptyState>
      )}
      {results.length > 0 && (
        <ol aria-label="Operations" reversed className="panel divide-y">
          {results
            .map((operation, index) => (
              <OperationRow key={operation.id} sessionId={session.id} operation={operation} number={index + 1} />
            ))
            .reverse()}
        </ol>
      )}
    </section>
  );
}
