import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationPage as OperationView } from "@/components/result/operation-page.tsx";
import { pathId } from "@/lib/path-id.ts";

export const metadata: Metadata = { title: "Operation" };

export default async function OperationPage({ params }: { params: Promise<{ id: string; oid: string }> }) {
  const { id, oid } = await params;
  const sessionId = pathId(id);
  const operationId = pathId(oid);
  if (sessionId === null || operationId === null) notFound();
  return <OperationView sessionId={sessionId} operationId={operationId} />;
}
