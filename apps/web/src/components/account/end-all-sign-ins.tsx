"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";

export function EndAllSignIns() {
  const trpc = useTRPC();
  const [confirming, setConfirming] = useState(false);
  const endAll = useMutation(
    trpc.auth.endAllSignIns.mutationOptions({
      onSuccess: () => window.location.assign("/admin/sign-in"),
      onError: (error) => toast.error(errorMessage(error)),
    }),
  );
  return (
    <>
      <Button onClick={() => setConfirming(true)}>Sign out everywhere</Button>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title="Sign out everywhere?"
        description="Every browser has to sign in again, this one too. Personal tokens go on working."
        action="Sign out everywhere"
        pending={endAll.isPending}
        onConfirm={() => endAll.mutate()}
      />
    </>
  );
}
