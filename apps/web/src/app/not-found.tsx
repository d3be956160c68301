import type { Metadata } from "next";
import { NotFoundNotice } from "@/components/shell/not-found-notice.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <NotFoundNotice />
    </main>
  );
}
