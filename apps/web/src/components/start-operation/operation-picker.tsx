"use client";
import { RadioGroup } from "radix-ui";
import type { WizardOperation } from "@/lib/wizard.ts";

interface OperationPickerProps {
  operations: WizardOperation[];
  value: string;
  onChange: (name: string) => void;
}

/** A column beside the form; on a phone a row that scrolls sideways. */
export function OperationPicker({ operations, value, onChange }: OperationPickerProps) {
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={onChange}
      aria-label="Operation"
      className="flex gap-1 overflow-auto bg-sunken/60 p-2 max-md:border-b md:flex-col md:border-r"
    >
      {operations.map(({ name }) => (
        <RadioGroup.Item
          key={name}
          value={name}
          className="shrink-0 rounded-md border border-transparent px-3 py-1.5 text-left font-medium text-muted transition-colors hover:text-ink data-[state=checked]:border-line-strong data-[state=checked]:bg-surface data-[state=checked]:text-ink dark:data-[state=checked]:bg-raised"
        >
          {name}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
