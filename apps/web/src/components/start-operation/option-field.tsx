"use client";
import { Controller, useFormContext } from "react-hook-form";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Select } from "@/components/ui/select.tsx";
import type { FormValues } from "@/lib/form-values.ts";
import type { WizardInput } from "@/lib/wizard.ts";

export function OptionField({ input }: { input: WizardInput }) {
  const { control } = useFormContext<FormValues>();
  const id = `input-${input.key}`;
  return (
    <Controller
      control={control}
      name={input.key}
      render={({ field, fieldState }) => (
        <Field id={id} label={input.name} hint={input.description} error={fieldState.error?.message}>
          <Select
            id={id}
            ref={field.ref}
            value={field.value as string}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            options={input.options}
            className="max-w-64"
            {...describedBy(id, fieldState.error?.message)}
          />
        </Field>
      )}
    />
  );
}
