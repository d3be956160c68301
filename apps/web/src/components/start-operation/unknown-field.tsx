"use client";
import { useFormContext } from "react-hook-form";
import { FieldError } from "@/components/ui/field.tsx";
import type { FormValues } from "@/lib/form-values.ts";
import type { WizardInput } from "@/lib/wizard.ts";
import { fieldError } from "./field-error.ts";

/** An input whose type the console has no control for: named, so that nobody wonders why starting is refused. */
export function UnknownField({ input }: { input: WizardInput }) {
  const { formState } = useFormContext<FormValues>();
  const id = `input-${input.key}`;
  const hasDefault = input.default !== undefined && input.default !== null;
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">{input.name}</p>
      <p className="text-[0.93rem] text-muted">
        {hasDefault ? "Sent with its default value." : "Can only be filled in through the API for now."}
      </p>
      <FieldError id={id} error={fieldError(formState.errors, input.key)} />
    </div>
  );
}
