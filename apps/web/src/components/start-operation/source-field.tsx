"use client";
import { useFormContext } from "react-hook-form";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import type { FormValues } from "@/lib/form-values.ts";
import type { WizardInput } from "@/lib/wizard.ts";
import { fieldError } from "./field-error.ts";

const MEMBERS = [
  { member: "name", label: "Name", placeholder: "WASP-12" },
  { member: "ra", label: "Right ascension", placeholder: "97.6366 or 06:30:32.8" },
  { member: "dec", label: "Declination", placeholder: "29.6723 or +29:40:20" },
] as const;

export function SourceField({ input }: { input: WizardInput }) {
  const { register, formState } = useFormContext<FormValues>();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{input.name}</legend>
      {input.description && <p className="-mt-1.5 mb-1 text-[0.93rem] text-muted">{input.description}</p>}
      <div className="grid items-start gap-3 sm:grid-cols-3">
        {MEMBERS.map(({ member, label, placeholder }) => {
          const id = `input-${input.key}-${member}`;
          const error = fieldError(formState.errors, input.key, member);
          return (
            <Field key={member} id={id} label={label} optional={member === "name"} error={error}>
              <Input
                id={id}
                autoComplete="off"
                placeholder={placeholder}
                className="figures"
                {...describedBy(id, error)}
                {...register(`${input.key}.${member}`)}
              />
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}
