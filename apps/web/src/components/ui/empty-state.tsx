import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 rounded-[0.625rem] border border-line-strong border-dashed px-6 py-12 text-center">
      <Icon className="mb-2 size-7 text-faint" strokeWidth={1.5} aria-hidden />
      <h3 className="font-semibold">{title}</h3>
      <p className="max-w-md text-muted">{children}</p>
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
