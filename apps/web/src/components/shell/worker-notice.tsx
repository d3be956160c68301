"use client";
import { useQuery } from "@tanstack/react-query";

const AGAIN_MS = 15_000;

/** Says why waiting operations do not go on, when something is wrong with what they wait for. */
export function WorkerNotice() {
  const readiness = useQuery({
    queryKey: ["readiness"],
    queryFn: async (): Promise<string[]> => (await (await fetch("/readyz")).json()).messages ?? [],
    refetchInterval: AGAIN_MS,
    retry: false,
  });
  if (!readiness.data?.length) return null;
  return (
    <p role="status" className="panel px-4 py-3">
      {readiness.data.join(" ")}
    </p>
  );
}
