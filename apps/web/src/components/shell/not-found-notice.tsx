import { Telescope } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button.tsx";

export function NotFoundNotice({ what = "page" }: { what?: string }) {
  return (
    <div className="mx-auto max-w-md py-16 text-center">
      <Telescope className="mx-auto mb-4 size-9 text-faint" strokeWidth={1.3} aria-hidden />
      <h1 className="font-semibold text-2xl">Nothing at these coordinates</h1>
      <p className="mt-2 text-muted">This {what} does not exist, was deleted, or belongs to somebody else.</p>
      <Button asChild className="mt-6">
        <Link href="/admin">Back to sessions</Link>
      </Button>
    </div>
  );
}
