import { Skeleton } from "@/components/ui/skeleton.tsx";

export function OperationPageSkeleton() {
  return (
    <div role="status" aria-label="Loading operation" className="grid gap-5">
      <Skeleton className="h-4 w-48" />
      <Skeleton className="h-8 w-64" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-[62dvh]" />
        <Skeleton className="h-80" />
      </div>
    </div>
  );
}
