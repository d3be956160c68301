"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names.ts";
import { inputClasses } from "./input.tsx";

interface SelectProps extends Omit<ComponentProps<typeof Primitive.Trigger>, "value" | "onChange"> {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly string[];
}

export function Select({ value, onValueChange, options, className, ...trigger }: SelectProps) {
  return (
    <Primitive.Root value={value} onValueChange={onValueChange}>
      <Primitive.Trigger
        className={classNames(inputClasses, "inline-flex h-9 items-center justify-between gap-2 text-left", className)}
        {...trigger}
      >
        <Primitive.Value placeholder="Choose" />
        <ChevronDown className="size-4 text-faint" aria-hidden />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={6}
          className="z-50 max-h-72 min-w-(--radix-select-trigger-width) animate-enter overflow-hidden rounded-lg border bg-raised p-1 shadow-lift"
        >
          <Primitive.Viewport>
            {options.map((option) => (
              <Primitive.Item
                key={option}
                value={option}
                className="flex select-none items-center gap-2 rounded-md px-2.5 py-1.5 outline-none data-highlighted:bg-sunken dark:data-highlighted:bg-line"
              >
                <Primitive.ItemText>{option}</Primitive.ItemText>
                <Primitive.ItemIndicator className="ml-auto text-accent">
                  <Check className="size-4" aria-hidden />
                </Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
