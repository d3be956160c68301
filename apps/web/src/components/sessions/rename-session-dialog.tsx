"use client";
import type { SessionView } from "@datalab/services";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog.tsx";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { sessionNameSchema } from "@/lib/session-name.ts";
import { useTRPC } from "@/lib/trpc.ts";

const schema = z.object({ name: sessionNameSchema });

interface RenameSessionDialogProps {
  session: SessionView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RenameSessionDialog({ session, open, onOpenChange }: RenameSessionDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Rename session">
        <RenameForm session={session} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function RenameForm({ session, onDone }: { session: SessionView; onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: session.name } });
  const rename = useMutation(
    trpc.sessions.rename.mutationOptions({
      onSuccess: async () => {
        onDone();
        await queryClient.invalidateQueries(trpc.sessions.pathFilter());
      },
      onError: (error) => form.setError("name", { message: errorMessage(error) }),
    }),
  );
  const error = form.formState.errors.name?.message;
  return (
    <form onSubmit={form.handleSubmit(({ name }) => rename.mutate({ id: session.id, name }))} noValidate>
      <DialogBody>
        <Field id="rename" label="Name" error={error}>
          <Input id="rename" autoComplete="off" {...describedBy("rename", error)} {...form.register("name")} />
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" tone="primary" pending={rename.isPending}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}
