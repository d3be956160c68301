"use client";
import { Plus } from "lucide-react";
import { useId } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { FieldError } from "@/components/ui/field.tsx";
import { emptyPosition, type FormValues, type PositionValue } from "@/lib/form-values.ts";
import type { WizardInput } from "@/lib/wizard.ts";
import { PositionRow } from "./position-row.tsx";

type RowErrors = Partial<Record<keyof PositionValue, { message?: string }>>;

/** A list of places and times; rows copied from a table fill as many rows. */
export function PositionsField({ input }: { input: WizardInput }) {
  const { control } = useFormContext<FormValues>();
  const id = useId();
  const minimum = Math.max(1, input.minimum ?? 1);
  return (
    <Controller
      control={control}
      name={input.key}
      render={({ field, fieldState }) => {
        const positions = field.value as PositionValue[];
        const errors = (fieldState.error ?? {}) as { message?: string; [row: number]: RowErrors | undefined };
        const replace = (index: number, count: number, rows: PositionValue[]) =>
          field.onChange(positions.toSpliced(index, count, ...rows));
        return (
          <fieldset className="grid min-w-0 grid-cols-1 gap-2" aria-describedby={`${id}-error`}>
            <legend className="font-medium">{input.name}</legend>
            <p className="text-[0.93rem] text-muted">
              {input.description}
              {input.description && ". "}Rows of an ephemeris (right ascension, declination, time) can be pasted.
            </p>
            <ol className="grid gap-2" aria-label={input.name}>
              {positions.map((position, index) => (
                <PositionRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list; all it shows comes from the form
                  key={index}
                  number={index + 1}
                  position={position}
                  errors={errors[index]}
                  inputRef={index === 0 ? field.ref : undefined}
                  onChange={(changed) => replace(index, 1, [changed])}
                  onPasteRows={(rows) => replace(index, rows.length, rows)}
                  onRemove={positions.length > minimum ? () => replace(index, 1, []) : undefined}
                />
              ))}
            </ol>
            <FieldError id={id} error={typeof errors.message === "string" ? errors.message : undefined} />
            <Button
              size="small"
              className="justify-self-start"
              onClick={() => replace(positions.length, 0, [{ ...emptyPosition }])}
            >
              <Plus aria-hidden />
              Add position
            </Button>
          </fieldset>
        );
      }}
    />
  );
}
