"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { ErrorNotice } from "@/components/ui/error-notice.tsx";
import { Pager } from "@/components/ui/pager.tsx";
import { SearchInput } from "@/components/ui/search-input.tsx";
import { SkeletonList } from "@/components/ui/skeleton-list.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { useListAddress } from "@/lib/use-list-address.ts";
import { CreateSessionDialog } from "./create-session-dialog.tsx";
import { SessionRow } from "./session-row.tsx";
import { SessionsEmpty } from "./sessions-empty.tsx";

const PAGE_SIZE = 20;

export function SessionList() {
  return (
    <Suspense fallback={<SkeletonList rows={5} label="Loading sessions" className="h-19" />}>
      <SessionListBody />
    </Suspense>
  );
}

function SessionListBody() {
  const trpc = useTRPC();
  const { search, page, move } = useListAddress();
  const [text, setText] = useState(search);
  const sessions = useQuery(
    trpc.sessions.list.queryOptions(
      { name: search || undefined, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
      { placeholderData: keepPreviousData },
    ),
  );

  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => move({ search: text, page: 1 }), 250);
    return () => clearTimeout(timer);
  }, [text, search, move]);

  return (
    <div className="grid gap-5">
      <header className="flex flex-wrap items-center gap-3">
        <div className="mr-auto">
          <h1 className="font-semibold text-2xl">Sessions</h1>
          <p className="text-muted">Frames that belong together, and what was made of them.</p>
        </div>
        <SearchInput
          aria-label="Search sessions"
          placeholder="Search by name"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="order-last w-full sm:order-none sm:w-60"
        />
        <CreateSessionDialog />
      </header>
      {sessions.isPending && <SkeletonList rows={5} label="Loading sessions" className="h-19" />}
      {sessions.isError && (
        <ErrorNotice
          title="The sessions could not be loaded"
          message={errorMessage(sessions.error)}
          onRetry={() => sessions.refetch()}
        />
      )}
      {sessions.data?.results.length === 0 && <SessionsEmpty search={search} onClear={() => setText("")} />}
      {sessions.data && sessions.data.results.length > 0 && (
        <ul aria-label="Sessions" className="panel divide-y">
          {sessions.data.results.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {sessions.data && (
        <Pager
          page={page}
          pageSize={PAGE_SIZE}
          count={sessions.data.count}
          onMove={(next) => move({ search, page: next })}
        />
      )}
    </div>
  );
}
