import type { FieldErrors } from "react-hook-form";
import type { FormValues } from "@/lib/form-values.ts";

/** The message of an input, or of one of its members. */
export function fieldError(errors: FieldErrors<FormValues>, key: string, member?: string): string | undefined {
  const error = errors[key] as { message?: string } & Record<string, { message?: string } | undefined>;
  return member ? error?.[member]?.message : error?.message;
}
