import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface DisclosureProps {
  title: string;
  count: number;
  children: ReactNode;
}

/** Details that are opened on demand. */
export function Disclosure({ title, count, children }: DisclosureProps) {
  return (
    <details className="group border-t first:border-t-0">
      <summary className="figures flex cursor-pointer list-none items-center gap-2 px-4 py-2 text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 shrink-0 transition-transform group-open:rotate-90" aria-hidden />
        <span className="min-w-0 break-all">{title}</span>
        <span className="text-faint">{count}</span>
      </summary>
      <div className="border-t">{children}</div>
    </details>
  );
}
