"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { ScopesField } from "@/components/tokens/scopes-field.tsx";
import { Button } from "@/components/ui/button.tsx";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog.tsx";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import { Select } from "@/components/ui/select.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { scopeNames } from "@/lib/token-scopes.ts";
import { useTRPC } from "@/lib/trpc.ts";

const DAYS = { "30 days": 30, "90 days": 90, "1 year": 365, Never: undefined } as const;

const schema = z.object({
  name: z.string().trim().min(1, "Give the token a name.").max(100, "Use at most 100 characters."),
  scopes: z.array(z.enum(scopeNames)).min(1, "Choose what the token may do."),
  expiry: z.enum(["30 days", "90 days", "1 year", "Never"]),
});

export function CreateTokenForm({ onCreated }: { onCreated: (token: string) => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { name: "", scopes: scopeNames.filter((scope) => scope !== "admin"), expiry: "90 days" },
  });
  const create = useMutation(
    trpc.tokens.create.mutationOptions({
      onSuccess: (created) => {
        onCreated(created.token);
        queryClient.invalidateQueries(trpc.tokens.list.queryFilter());
      },
      onError: (error) => form.setError("name", { message: errorMessage(error) }),
    }),
  );
  const error = form.formState.errors.name?.message;
  const submit = form.handleSubmit(({ name, scopes, expiry }) =>
    create.mutate({ name, scopes, expiresInDays: DAYS[expiry] }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <Field id="token-name" label="Name" error={error}>
          <Input
            id="token-name"
            autoComplete="off"
            placeholder="Transit notebook"
            {...describedBy("token-name", error)}
            {...form.register("name")}
          />
        </Field>
        <Controller
          control={form.control}
          name="scopes"
          render={({ field, fieldState }) => (
            <ScopesField value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
          )}
        />
        <Field id="token-expiry" label="Expires">
          <Controller
            control={form.control}
            name="expiry"
            render={({ field }) => (
              <Select
                id="token-expiry"
                value={field.value}
                onValueChange={field.onChange}
                options={Object.keys(DAYS)}
              />
            )}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" tone="primary" pending={create.isPending}>
          Create token
        </Button>
      </DialogFooter>
    </form>
  );
}
