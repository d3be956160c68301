"use client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { KeyRound, Layers, Search, Telescope } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { KeyCap } from "@/components/ui/key-cap.tsx";
import { countOf } from "@/lib/count-of.ts";
import { sessionFrames } from "@/lib/frame-choice.ts";
import { useTRPC } from "@/lib/trpc.ts";
import { CommandPaletteItem } from "./command-palette-item.tsx";

const groupClasses =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-[0.86rem] [&_[cmdk-group-heading]]:text-faint";

/** Opens with Ctrl K or ⌘ K and jumps to a session or page. */
export function CommandPalette() {
  const router = useRouter();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [selected, setSelected] = useState("");
  const sessions = useQuery(trpc.sessions.list.queryOptions({ limit: 100 }, { enabled: open }));

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((value) => !value);
    };
    window.addEventListener("keydown", toggle);
    return () => window.removeEventListener("keydown", toggle);
  }, []);

  /** The sessions arrive after the pages; the first of them is what Enter opens. */
  const [first] = sessions.data?.results ?? [];
  useEffect(() => {
    if (open && first) setSelected(`${first.name} ${first.id}`);
  }, [open, first]);

  const go = (path: string) => {
    setOpen(false);
    router.push(path);
  };

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button size="small" className="text-muted max-sm:size-8 max-sm:px-0" aria-label="Jump to a session">
          <Search aria-hidden />
          <span className="max-sm:hidden">Jump to…</span>
          <span className="ml-3 max-sm:hidden">
            <KeyCap>Ctrl K</KeyCap>
          </span>
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-veil backdrop-blur-[2px]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[12dvh] z-50 mx-auto max-w-xl animate-enter overflow-hidden rounded-xl border bg-raised shadow-lift outline-none"
        >
          <Dialog.Title className="sr-only">Jump to a session</Dialog.Title>
          <Command label="Jump to a session" loop value={selected} onValueChange={setSelected}>
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search className="size-4 text-faint" aria-hidden />
              <Command.Input
                placeholder="Session name…"
                className="h-12 flex-1 bg-transparent outline-none placeholder:text-faint"
              />
              <KeyCap>Esc</KeyCap>
            </div>
            <Command.List className="max-h-80 overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-muted">
                {sessions.isPending ? "Loading sessions…" : "No session or page of that name."}
              </Command.Empty>
              <Command.Group heading="Sessions" className={groupClasses}>
                {sessions.data?.results.map((session) => (
                  <CommandPaletteItem
                    key={session.id}
                    value={`${session.name} ${session.id}`}
                    icon={Layers}
                    note={countOf(sessionFrames(session.input_data).length, "frame")}
                    onSelect={() => go(`/admin/sessions/${session.id}`)}
                  >
                    {session.name}
                  </CommandPaletteItem>
                ))}
              </Command.Group>
              <Command.Group heading="Pages" className={groupClasses}>
                <CommandPaletteItem value="All sessions" icon={Telescope} onSelect={() => go("/admin")}>
                  All sessions
                </CommandPaletteItem>
                <CommandPaletteItem value="Personal tokens" icon={KeyRound} onSelect={() => go("/admin/tokens")}>
                  Personal tokens
                </CommandPaletteItem>
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
