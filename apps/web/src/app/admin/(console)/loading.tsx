import { Skeleton } from "@/components/ui/skeleton.tsx";
import { SkeletonList } from "@/components/ui/skeleton-list.tsx";

export default function Loading() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-8 w-56" />
      <SkeletonList rows={5} label="Loading" />
    </div>
  );
}
