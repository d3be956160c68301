"use client";
import type { SessionView } from "@datalab/services";
import { EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu.tsx";
import { DeleteSessionDialog } from "./delete-session-dialog.tsx";
import { RenameSessionDialog } from "./rename-session-dialog.tsx";

interface SessionMenuProps {
  session: SessionView;
  onDeleted?: () => void;
}

export function SessionMenu({ session, onDeleted }: SessionMenuProps) {
  const [dialog, setDialog] = useState<"rename" | "delete" | null>(null);
  const close = (open: boolean) => !open && setDialog(null);
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button tone="quiet" size="icon" aria-label={`Actions of session ${session.name}`} className="relative z-10">
            <EllipsisVertical aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={() => setDialog("rename")}>
            <Pencil className="text-faint" aria-hidden />
            Rename
          </MenuItem>
          <MenuItem danger onSelect={() => setDialog("delete")}>
            <Trash2 aria-hidden />
            Delete
          </MenuItem>
        </MenuContent>
      </Menu>
      <RenameSessionDialog session={session} open={dialog === "rename"} onOpenChange={close} />
      <DeleteSessionDialog session={session} open={dialog === "delete"} onOpenChange={close} onDeleted={onDeleted} />
    </>
  );
}
