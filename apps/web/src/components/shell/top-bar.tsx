import Link from "next/link";
import { Brand } from "./brand.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { NavLink } from "./nav-link.tsx";
import { UserMenu } from "./user-menu.tsx";

export function TopBar() {
  return (
    <header className="sticky top-0 z-30 border-b bg-surface/85 backdrop-blur-md">
      <div className="mx-auto flex h-13 max-w-350 items-center gap-2 px-4 sm:gap-5 sm:px-6">
        <Link href="/admin" aria-label="Datalab, home" className="rounded-sm max-[430px]:[&_span_span]:hidden">
          <Brand />
        </Link>
        <nav aria-label="Main" className="flex h-full items-stretch gap-1 sm:gap-2">
          <NavLink href="/admin" within="/admin/sessions">
            Sessions
          </NavLink>
          <NavLink href="/admin/tokens" within="/admin/tokens">
            Tokens
          </NavLink>
        </nav>
        <div className="ml-auto flex items-center gap-1.5 sm:gap-3">
          <CommandPalette />
          <UserMenu />
        </div>
      </div>
    </header>
  );
}
