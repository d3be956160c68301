"use client";
import { useFormContext } from "react-hook-form";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import type { FormValues } from "@/lib/form-values.ts";
import type { WizardInput } from "@/lib/wizard.ts";
import { fieldError } from "./field-error.ts";

export function NumberField({ input }: { input: WizardInput }) {
  const { register, formState } = useFormContext<FormValues>();
  const id = `input-${input.key}`;
  const error = fieldError(formState.errors, input.key);
  return (
    <Field id={id} label={input.name} hint={input.description} error={error}>
      <Input
        id={id}
        inputMode={input.type === "int" ? "numeric" : "decimal"}
        autoComplete="off"
        className="figures max-w-44"
        {...describedBy(id, error)}
        {...register(input.key)}
      />
    </Field>
  );
}
