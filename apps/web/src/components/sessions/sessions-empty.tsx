import { SearchX, Telescope } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { CreateSessionDialog } from "./create-session-dialog.tsx";

export function SessionsEmpty({ search, onClear }: { search: string; onClear: () => void }) {
  if (search)
    return (
      <EmptyState
        icon={SearchX}
        title={`No session named like “${search}”`}
        action={<Button onClick={onClear}>Clear search</Button>}
      >
        Search looks at any part of the name and does not mind upper or lower case.
      </EmptyState>
    );
  return (
    <EmptyState icon={Telescope} title="No sessions yet" action={<CreateSessionDialog />}>
      A session holds the frames of one target or night. Create one, add frames by their archive names, then combine or
      measure them.
    </EmptyState>
  );
}
