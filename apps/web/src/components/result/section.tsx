import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  /** Beside the title: how many, or a control. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a result that is not a chart. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="panel min-w-0 overflow-hidden">
      <header className="flex items-center gap-3 border-b px-4 py-2.5">
        <h2 id={id} className="mr-auto font-semibold text-[1.07rem]">
          {title}
        </h2>
        <div className="figures text-faint">{aside}</div>
      </header>
      {children}
    </section>
  );
}
