import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { isSignedIn } from "@/auth.ts";
import { TopBar } from "@/components/shell/top-bar.tsx";
import { ASKED_PATH, signInPath } from "@/lib/return-path.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  if (!(await isSignedIn())) redirect(signInPath((await headers()).get(ASKED_PATH) ?? undefined));
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-on-primary focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <TopBar />
      <main id="content" className="mx-auto w-full max-w-350 px-4 pt-6 pb-16 sm:px-6">
        {children}
      </main>
    </>
  );
}
