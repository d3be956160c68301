import type { OperationView, SessionView } from "@datalab/services";
import { OperationActions } from "@/components/operations/operation-actions.tsx";
import { StateBadge } from "@/components/operations/state-badge.tsx";
import { Breadcrumbs } from "@/components/shell/breadcrumbs.tsx";

interface OperationHeaderProps {
  session: SessionView;
  operation: OperationView;
  label: string;
  onDeleted: () => void;
}

export function OperationHeader({ session, operation, label, onDeleted }: OperationHeaderProps) {
  const trail = [
    { label: "Sessions", href: "/admin" },
    { label: session.name, href: `/admin/sessions/${session.id}` },
    { label },
  ];
  return (
    <header className="grid grid-cols-1 gap-1">
      <Breadcrumbs trail={trail} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="font-semibold text-2xl">{label}</h1>
        <StateBadge state={operation.trueState.state} />
        <div className="ml-auto">
          <OperationActions sessionId={session.id} operation={operation} label={label} labelled onDeleted={onDeleted} />
        </div>
      </div>
    </header>
  );
}
