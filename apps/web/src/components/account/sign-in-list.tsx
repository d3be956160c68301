"use client";
import { useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "@/components/ui/error-notice.tsx";
import { SkeletonList } from "@/components/ui/skeleton-list.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { EndAllSignIns } from "./end-all-sign-ins.tsx";
import { SignInRow } from "./sign-in-row.tsx";

export function SignInList() {
  const trpc = useTRPC();
  const signIns = useQuery(trpc.auth.signIns.queryOptions());
  return (
    <div className="mx-auto grid max-w-3xl gap-5">
      <header className="flex flex-wrap items-center gap-3">
        <div className="mr-auto">
          <h1 className="font-semibold text-2xl">Sign-ins</h1>
          <p className="text-muted">Browsers in which you are signed in. End those that you do not know.</p>
        </div>
        <EndAllSignIns />
      </header>
      {signIns.isPending && <SkeletonList rows={2} label="Loading sign-ins" />}
      {signIns.isError && (
        <ErrorNotice
          title="The sign-ins could not be loaded"
          message={errorMessage(signIns.error)}
          onRetry={() => signIns.refetch()}
        />
      )}
      {signIns.data && (
        <ul aria-label="Sign-ins" className="panel divide-y">
          {signIns.data.map((signIn) => (
            <SignInRow key={signIn.id} signIn={signIn} />
          ))}
        </ul>
      )}
    </div>
  );
}
