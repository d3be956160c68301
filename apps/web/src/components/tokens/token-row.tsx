"use client";
import type { TokenView } from "@datalab/services";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { TimeAgo } from "@/components/ui/time-ago.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { utcMinute } from "@/lib/format-time.ts";
import { useTRPC } from "@/lib/trpc.ts";

export function TokenRow({ token }: { token: TokenView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [confirming, setConfirming] = useState(false);
  const revoke = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        toast.success(`Token “${token.name}” no longer works.`);
        setConfirming(false);
        await queryClient.invalidateQueries(trpc.tokens.list.queryFilter());
      },
      onError: (error) => toast.error(errorMessage(error)),
    }),
  );
  return (
    <li aria-label={token.name} className="flex items-center gap-4 px-4 py-3.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <span className="font-medium text-[1.07rem]">{token.name}</span>
          <code className="figures font-sans text-[0.93rem] text-faint">{token.prefix}…</code>
        </p>
        <p className="text-muted">
          {token.scopes.join(", ")}
          {" · created "}
          <TimeAgo iso={token.created} />
          {" · "}
          {token.lastUsed ? (
            <>
              used <TimeAgo iso={token.lastUsed} />
            </>
          ) : (
            "never used"
          )}
          {token.expires && ` · expires ${utcMinute(token.expires).slice(0, 10)}`}
        </p>
      </div>
      <Button size="small" aria-label={`Revoke ${token.name}`} onClick={() => setConfirming(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`Revoke “${token.name}”?`}
        description="Whatever uses this token loses its access at once. This can not be undone."
        action="Revoke token"
        pending={revoke.isPending}
        onConfirm={() => revoke.mutate({ id: token.id })}
      />
    </li>
  );
}
