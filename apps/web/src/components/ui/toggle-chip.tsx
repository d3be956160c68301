import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names.ts";

interface ToggleChipProps {
  pressed: boolean;
  onChange: (pressed: boolean) => void;
  children: ReactNode;
}

/** Something that is shown or not. */
export function ToggleChip({ pressed, onChange, children }: ToggleChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onChange(!pressed)}
      className={classNames(
        "inline-flex h-8 items-center rounded-md border px-2.5 text-[0.93rem] transition-colors",
        pressed ? "border-accent bg-accent-soft text-ink" : "text-muted hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}
