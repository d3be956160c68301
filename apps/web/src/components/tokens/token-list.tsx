"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorNotice } from "@/components/ui/error-notice.tsx";
import { SkeletonList } from "@/components/ui/skeleton-list.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { CreateTokenDialog } from "./create-token-dialog.tsx";
import { TokenRow } from "./token-row.tsx";

export function TokenList() {
  const trpc = useTRPC();
  const tokens = useQuery(trpc.tokens.list.queryOptions());
  return (
    <div className="mx-auto grid max-w-3xl gap-5">
      <header className="flex flex-wrap items-center gap-3">
        <div className="mr-auto">
          <h1 className="font-semibold text-2xl">Personal tokens</h1>
          <p className="text-muted">For scripts and notebooks that use the API in your name.</p>
        </div>
        <CreateTokenDialog />
      </header>
      {tokens.isPending && <SkeletonList rows={3} label="Loading tokens" />}
      {tokens.isError && (
        <ErrorNotice
          title="The tokens could not be loaded"
          message={errorMessage(tokens.error)}
          onRetry={() => tokens.refetch()}
        />
      )}
      {tokens.data?.length === 0 && (
        <EmptyState icon={KeyRound} title="No tokens yet">
          Create one, then send it with each request as <code>Authorization: Token …</code>. It can do what you can do.
        </EmptyState>
      )}
      {tokens.data && tokens.data.length > 0 && (
        <ul aria-label="Personal tokens" className="panel divide-y">
          {tokens.data.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      )}
    </div>
  );
}
