"use client";
import type { OperationView, SessionView } from "@datalab/services";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ErrorNotice } from "@/components/ui/error-notice.tsx";
import { SkeletonList } from "@/components/ui/skeleton-list.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { resultFrames, sessionFrames } from "@/lib/frame-choice.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { readCatalogue } from "@/lib/wizard.ts";
import { OperationForm } from "./operation-form.tsx";
import { OperationPicker } from "./operation-picker.tsx";

interface StartOperationProps {
  session: SessionView;
  operations: OperationView[];
  onDone: () => void;
}

export function StartOperation({ session, operations, onDone }: StartOperationProps) {
  const trpc = useTRPC();
  const catalogue = useQuery(trpc.catalogue.list.queryOptions());
  const available = useMemo(() => readCatalogue(catalogue.data), [catalogue.data]);
  const [name, setName] = useState<string | null>(null);
  /** The files as they were when the dialog opened: a result that arrives meanwhile must not change a half-filled form. */
  const [choices] = useState(() => [...sessionFrames(session.input_data), ...resultFrames(operations)]);
  const operation = available.find((each) => each.name === name) ?? available[0];

  if (catalogue.isPending)
    return (
      <div className="p-5">
        <SkeletonList rows={4} label="Loading operations" />
      </div>
    );
  if (!operation)
    return (
      <div className="p-5">
        <ErrorNotice
          title="The operations could not be loaded"
          message={catalogue.isError ? errorMessage(catalogue.error) : "This Datalab offers no operations."}
          onRetry={() => catalogue.refetch()}
        />
      </div>
    );
  return (
    <div className="grid min-h-0 flex-1 max-md:grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[15rem_minmax(0,1fr)]">
      <OperationPicker operations={available} value={operation.name} onChange={setName} />
      <OperationForm
        key={operation.name}
        sessionId={session.id}
        operation={operation}
        choices={choices}
        onDone={onDone}
      />
    </div>
  );
}
