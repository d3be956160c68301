import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SessionView } from "@/components/sessions/session-view.tsx";
import { pathId } from "@/lib/path-id.ts";

export const metadata: Metadata = { title: "Session" };

export default async function SessionPage({ params }: { params: Promise<{ id: string }> }) {
  const id = pathId((await params).id);
  if (id === null) notFound();
  return <SessionView id={id} />;
}
