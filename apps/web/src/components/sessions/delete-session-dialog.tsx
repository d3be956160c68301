"use client";
import type { SessionView } from "@datalab/services";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { countOf } from "@/lib/count-of.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";

interface DeleteSessionDialogProps {
  session: SessionView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDeleted?: () => void;
}

export function DeleteSessionDialog({ session, open, onOpenChange, onDeleted }: DeleteSessionDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.sessions.delete.mutationOptions({
      onSuccess: async () => {
        onDeleted?.();
        toast.success(`Session “${session.name}” was deleted.`);
        onOpenChange(false);
        await queryClient.invalidateQueries(trpc.sessions.list.queryFilter());
      },
      onError: (error) => toast.error(errorMessage(error)),
    }),
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete “${session.name}”?`}
      description={`The session, its ${countOf(session.operations.length, "operation")} and their results are removed for good. The frames stay in the archive.`}
      action="Delete session"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ id: session.id })}
    />
  );
}
