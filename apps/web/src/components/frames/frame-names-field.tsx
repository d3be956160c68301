import type { ComponentProps } from "react";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Textarea } from "@/components/ui/textarea.tsx";

interface FrameNamesFieldProps extends ComponentProps<"textarea"> {
  id: string;
  error?: string;
  optional?: boolean;
}

export function FrameNamesField({ id, error, optional, ...textarea }: FrameNamesFieldProps) {
  return (
    <Field
      id={id}
      label="Frames"
      optional={optional}
      hint="Archive names, one a line. “.fits.fz” at the end may stay."
      error={error}
    >
      <Textarea
        id={id}
        spellCheck={false}
        placeholder={"tfn1m014-fa20-20260110-0101-e91\ntfn1m014-fa20-20260110-0102-e91"}
        {...describedBy(id, error)}
        {...textarea}
      />
    </Field>
  );
}
