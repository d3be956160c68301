"use client";
import { CloudOff } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button.tsx";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <div role="alert" className="mx-auto max-w-md py-16 text-center">
      <CloudOff className="mx-auto mb-4 size-9 text-faint" strokeWidth={1.3} aria-hidden />
      <h1 className="font-semibold text-2xl">Clouded out</h1>
      <p className="mt-2 text-muted">Something on this page broke. Your sessions and results are safe.</p>
      <div className="mt-6 flex justify-center gap-2">
        <Button tone="primary" onClick={reset}>
          Try again
        </Button>
        <Button asChild>
          <Link href="/admin">Back to sessions</Link>
        </Button>
      </div>
    </div>
  );
}
