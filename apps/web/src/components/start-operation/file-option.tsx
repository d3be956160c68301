import { type Ref, useId } from "react";
import { FilterMark } from "@/components/frames/filter-mark.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { utcMinute } from "@/lib/format-time.ts";
import type { FrameChoice } from "@/lib/frame-choice.ts";

interface FileOptionProps {
  choice: FrameChoice;
  checked: boolean;
  onChange: (on: boolean) => void;
  ref?: Ref<HTMLInputElement>;
}

/** A result is named after the operation that made it: its file name is a long key. */
export function FileOption({ choice, checked, onChange, ref }: FileOptionProps) {
  const id = useId();
  const name = choice.producer ? `Result of ${choice.producer}` : choice.basename;
  return (
    <li className="[contain-intrinsic-size:auto_2.25rem] [content-visibility:auto]">
      <label
        htmlFor={id}
        className="figures flex min-h-9 items-center gap-3 px-3 py-1 hover:bg-sunken/60 dark:hover:bg-raised/60"
      >
        <Checkbox
          id={id}
          ref={ref}
          aria-label={name}
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="w-12 shrink-0">
          <FilterMark filter={choice.filter} />
        </span>
        <span className="min-w-0 flex-1 truncate" title={choice.basename}>
          {name}
        </span>
        <span className="shrink-0 truncate text-muted max-lg:hidden">{choice.target}</span>
        <span className="shrink-0 whitespace-nowrap text-right text-faint max-sm:hidden">
          {choice.observed && utcMinute(choice.observed)}
        </span>
      </label>
    </li>
  );
}
