"use client";
import { timeAgo, utcMinute } from "@/lib/format-time.ts";
import { useNow } from "@/lib/use-now.ts";

export function TimeAgo({ iso }: { iso: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={iso} title={`${utcMinute(iso)} UTC`} suppressHydrationWarning>
      {timeAgo(iso, now)}
    </time>
  );
}
