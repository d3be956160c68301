import type { SessionView } from "@datalab/services";
import { Breadcrumbs } from "@/components/shell/breadcrumbs.tsx";
import { TimeAgo } from "@/components/ui/time-ago.tsx";
import { utcMinute } from "@/lib/format-time.ts";
import { SessionMenu } from "./session-menu.tsx";

interface SessionHeaderProps {
  session: SessionView;
  onDeleted: () => void;
}

export function SessionHeader({ session, onDeleted }: SessionHeaderProps) {
  return (
    <header className="grid grid-cols-1 gap-1">
      <Breadcrumbs trail={[{ label: "Sessions", href: "/admin" }, { label: session.name }]} />
      <div className="flex items-center gap-1.5">
        <h1 className="min-w-0 break-words font-semibold text-2xl">{session.name}</h1>
        <SessionMenu session={session} onDeleted={onDeleted} />
      </div>
      <p className="figures text-muted">
        Created {utcMinute(session.created)} UTC · changed <TimeAgo iso={session.modified} />
      </p>
    </header>
  );
}
