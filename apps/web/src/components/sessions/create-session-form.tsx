"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { FrameNamesField } from "@/components/frames/frame-names-field.tsx";
import { Button } from "@/components/ui/button.tsx";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog.tsx";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { frameNamesSchema, framesByName } from "@/lib/frame-names-schema.ts";
import { sessionNameSchema } from "@/lib/session-name.ts";
import { useTRPC } from "@/lib/trpc.ts";

const schema = z.object({ name: sessionNameSchema, frames: frameNamesSchema });

export function CreateSessionForm() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: "", frames: "" } });
  const create = useMutation(
    trpc.sessions.create.mutationOptions({
      onSuccess: (session) => {
        queryClient.invalidateQueries(trpc.sessions.list.queryFilter());
        router.push(`/admin/sessions/${session.id}`);
      },
      onError: (error) => form.setError("name", { message: errorMessage(error) }),
    }),
  );
  const { errors } = form.formState;
  const submit = form.handleSubmit(({ name, frames }) => create.mutate({ name, frames: framesByName(frames) }));
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogBody>
        <Field id="session-name" label="Name" error={errors.name?.message}>
          <Input
            id="session-name"
            autoComplete="off"
            placeholder="WASP-12 b transit, 10 January"
            {...describedBy("session-name", errors.name?.message)}
            {...form.register("name")}
          />
        </Field>
        <FrameNamesField id="session-frames" optional error={errors.frames?.message} {...form.register("frames")} />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" tone="primary" pending={create.isPending || create.isSuccess}>
          Create session
        </Button>
      </DialogFooter>
    </form>
  );
}
