import { Command } from "cmdk";
import type { LucideIcon } from "lucide-react";

interface CommandPaletteItemProps {
  value: string;
  icon: LucideIcon;
  note?: string;
  onSelect: () => void;
  children: string;
}

export function CommandPaletteItem({ value, icon: Icon, note, onSelect, children }: CommandPaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex items-center gap-3 rounded-md px-2.5 py-2 data-[selected=true]:bg-sunken dark:data-[selected=true]:bg-line"
    >
      <Icon className="size-4 shrink-0 text-faint" aria-hidden />
      <span className="truncate">{children}</span>
      {note && <span className="figures ml-auto shrink-0 text-[0.93rem] text-faint">{note}</span>}
    </Command.Item>
  );
}
