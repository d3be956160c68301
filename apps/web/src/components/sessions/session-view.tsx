"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { FramePanel } from "@/components/frames/frame-panel.tsx";
import { OperationPanel } from "@/components/operations/operation-panel.tsx";
import { NotFoundNotice } from "@/components/shell/not-found-notice.tsx";
import { WorkerNotice } from "@/components/shell/worker-notice.tsx";
import { ErrorNotice } from "@/components/ui/error-notice.tsx";
import { errorCode, errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { usePageTitle } from "@/lib/use-page-title.ts";
import { SessionHeader } from "./session-header.tsx";
import { SessionSkeleton } from "./session-skeleton.tsx";

export function SessionView({ id }: { id: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const session = useQuery(trpc.sessions.get.queryOptions({ id }));
  usePageTitle(session.data?.name);

  if (session.isPending) return <SessionSkeleton />;
  if (session.isError)
    return errorCode(session.error) === "NOT_FOUND" ? (
      <NotFoundNotice what="session" />
    ) : (
      <ErrorNotice
        title="The session could not be loaded"
        message={errorMessage(session.error)}
        onRetry={() => session.refetch()}
      />
    );
  return (
    <div className="grid grid-cols-1 gap-6">
      <SessionHeader session={session.data} onDeleted={() => router.push("/admin")} />
      {session.data.operations.some(({ status }) => status === "IN_PROGRESS") && <WorkerNotice />}
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,41rem)]">
        <OperationPanel session={session.data} />
        <FramePanel session={session.data} />
      </div>
    </div>
  );
}
