"use client";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { FieldError } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import { parsePeriod } from "@/lib/result/phase-fold.ts";

/** A period of one's own to fold at, in days. */
export function PeriodField({ onChange }: { onChange: (period: number) => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const [refused, setRefused] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const period = parsePeriod(text);
    setRefused(period === null);
    if (period !== null) onChange(period);
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2 px-4 py-2.5">
      <label htmlFor={id} className="text-muted">
        Fold at
      </label>
      <Input
        id={id}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="0.567, 13.6 h, 45 min"
        autoComplete="off"
        aria-describedby={`${id}-error`}
        aria-invalid={refused || undefined}
        className="figures h-8 w-48"
      />
      <Button type="submit" size="small">
        Fold
      </Button>
      <FieldError id={id} error={refused ? "Enter days above zero, or hours as 13.6 h." : undefined} />
    </form>
  );
}
