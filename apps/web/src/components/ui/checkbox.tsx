import { Check } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names.ts";

/** A native checkbox, so that a list of a thousand of them stays quick. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <span className={classNames("relative inline-grid size-4.5 shrink-0 place-items-center", className)}>
      <input
        type="checkbox"
        className="peer absolute inset-0 appearance-none rounded-[5px] border border-line-strong bg-surface transition-colors checked:border-primary checked:bg-primary disabled:opacity-50 dark:bg-sunken dark:checked:bg-primary"
        {...rest}
      />
      <Check
        className="pointer-events-none relative size-3.5 text-on-primary opacity-0 peer-checked:opacity-100"
        strokeWidth={3}
        aria-hidden
      />
    </span>
  );
}
