import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  /** Name the label "optional". */
  optional?: boolean;
  children: ReactNode;
}

/** Label, hint and error of one control. The control takes `id` and `describedBy(id)`. */
export function Field({ id, label, hint, error, optional, children }: FieldProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">optional</span>}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-[0.93rem] text-muted">
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error?: string }) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-[0.93rem] text-bad">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      {error}
    </p>
  );
}

/** The aria attributes that tie a control to the hint and error of its field. */
export function describedBy(id: string, error?: string) {
  return { "aria-describedby": `${id}-hint ${id}-error`, "aria-invalid": error ? true : undefined };
}
