import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names.ts";
import { inputClasses } from "./input.tsx";

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={classNames(inputClasses, "figures min-h-36 resize-y py-2", className)} {...rest} />;
}
