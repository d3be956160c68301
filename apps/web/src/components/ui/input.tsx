import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names.ts";

export const inputClasses =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-ink placeholder:text-faint transition-colors hover:border-faint disabled:opacity-50 aria-invalid:border-bad dark:bg-sunken";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(inputClasses, "h-9", className)} {...rest} />;
}
