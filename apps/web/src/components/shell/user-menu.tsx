"use client";
import { useQuery } from "@tanstack/react-query";
import { BookOpen, LogOut, Monitor, MonitorSmartphone, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { useTheme } from "next-themes";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu.tsx";
import { useTRPC } from "@/lib/trpc.ts";

const THEMES = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "system", label: "System", Icon: Monitor },
] as const;

/** Back under the host the browser is on, which need not be the one of PUBLIC_URL. */
async function leave() {
  await signOut({ redirect: false });
  window.location.assign("/admin/sign-in");
}

export function UserMenu() {
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.auth.me.queryOptions());
  const router = useRouter();
  const { theme, setTheme } = useTheme();
  const name = [me?.firstName, me?.lastName].filter(Boolean).join(" ") || me?.username || "";
  return (
    <Menu>
      <MenuTrigger
        aria-label="Account menu"
        className="grid size-8 place-items-center rounded-full border border-line-strong bg-accent-soft font-semibold text-[0.86rem] text-accent uppercase transition-colors hover:border-accent"
      >
        {name.slice(0, 1)}
      </MenuTrigger>
      <MenuContent>
        <div className="px-2.5 py-1.5">
          <p className="font-medium">{name}</p>
          {me && <p className="text-[0.93rem] text-muted">{me.email || me.username}</p>}
        </div>
        <MenuSeparator />
        <MenuLabel>Theme</MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={setTheme} aria-label="Theme">
          {THEMES.map(({ value, label, Icon }) => (
            <MenuRadioItem key={value} value={value}>
              <Icon className="text-faint" aria-hidden />
              {label}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={() => window.open("/api/docs/", "_blank", "noopener")}>
          <BookOpen className="text-faint" aria-hidden />
          API reference
        </MenuItem>
        <MenuItem onSelect={() => router.push("/admin/account")}>
          <MonitorSmartphone className="text-faint" aria-hidden />
          Sign-ins
        </MenuItem>
        <MenuItem onSelect={() => leave()}>
          <LogOut className="text-faint" aria-hidden />
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
