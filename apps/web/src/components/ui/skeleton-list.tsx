import { Skeleton } from "./skeleton.tsx";

/** What a list shows while it loads; `label` is said to screen readers. */
export function SkeletonList({ rows, label, className }: { rows: number; label: string; className?: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-2">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} className={className ?? "h-16"} />
      ))}
    </div>
  );
}
