"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/lib/class-names.ts";

interface NavLinkProps {
  href: string;
  /** Pages under this path count as the same place. */
  within: string;
  children: string;
}

export function NavLink({ href, within, children }: NavLinkProps) {
  const path = usePathname();
  const current = path === href || path.startsWith(`${within}/`);
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={classNames(
        "relative flex h-full items-center px-1.5 font-medium transition-colors sm:px-2",
        current
          ? "text-ink after:absolute after:inset-x-1.5 after:-bottom-px after:h-0.5 after:bg-accent sm:after:inset-x-2"
          : "text-muted hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
