"use client";
import type { SessionView } from "@datalab/services";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button.tsx";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog.tsx";
import { countOf } from "@/lib/count-of.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { sessionFrames } from "@/lib/frame-choice.ts";
import { frameNamesSchema, framesByName } from "@/lib/frame-names-schema.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { FrameNamesField } from "./frame-names-field.tsx";

const schema = z.object({
  frames: frameNamesSchema.refine((text) => text.trim() !== "", "Enter at least one frame name."),
});

export function AddFramesForm({ session, onDone }: { session: SessionView; onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { frames: "" } });
  const before = sessionFrames(session.input_data).length;
  const add = useMutation(
    trpc.sessions.addFrames.mutationOptions({
      onSuccess: async (updated) => {
        const added = sessionFrames(updated.input_data).length - before;
        toast.success(added > 0 ? `${countOf(added, "frame")} added.` : "The session already had these frames.");
        onDone();
        await queryClient.invalidateQueries(trpc.sessions.pathFilter());
      },
      onError: (error) => form.setError("frames", { message: errorMessage(error) }),
    }),
  );
  const error = form.formState.errors.frames?.message;
  const submit = form.handleSubmit(({ frames }) => add.mutate({ id: session.id, frames: framesByName(frames) }));
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogBody>
        <FrameNamesField id="add-frames" error={error} {...form.register("frames")} />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" tone="primary" pending={add.isPending}>
          Add to session
        </Button>
      </DialogFooter>
    </form>
  );
}
