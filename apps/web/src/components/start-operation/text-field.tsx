"use client";
import { useFormContext } from "react-hook-form";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import type { FormValues } from "@/lib/form-values.ts";
import type { WizardInput } from "@/lib/wizard.ts";
import { fieldError } from "./field-error.ts";

export function TextField({ input }: { input: WizardInput }) {
  const { register, formState } = useFormContext<FormValues>();
  const id = `input-${input.key}`;
  const error = fieldError(formState.errors, input.key);
  return (
    <Field id={id} label={input.name} hint={input.description} error={error} optional={!input.required}>
      <Input id={id} autoComplete="off" className="max-w-md" {...describedBy(id, error)} {...register(input.key)} />
    </Field>
  );
}
