import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names.ts";
import { Input } from "./input.tsx";

export function SearchInput({ className, ...rest }: ComponentProps<"input">) {
  return (
    <div className={classNames("relative", className)}>
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <Input type="search" className="pl-8.5" {...rest} />
    </div>
  );
}
