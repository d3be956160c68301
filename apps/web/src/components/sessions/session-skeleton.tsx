import { Skeleton } from "@/components/ui/skeleton.tsx";
import { SkeletonList } from "@/components/ui/skeleton-list.tsx";

export function SessionSkeleton() {
  return (
    <div className="grid gap-6">
      <div className="grid gap-2">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-8 w-72" />
      </div>
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,41rem)]">
        <SkeletonList rows={4} label="Loading session" className="h-22" />
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
