"use client";
import type { OperationView } from "@datalab/services";
import { operationFacts } from "@/lib/operation-facts.ts";
import { useNow } from "@/lib/use-now.ts";

export function OperationFacts({ operation }: { operation: OperationView }) {
  const now = useNow(1000);
  return (
    <section aria-labelledby="timing-title">
      <h2 id="timing-title" className="mb-2 font-semibold text-[1.07rem]">
        Timing
      </h2>
      <dl className="panel figures divide-y px-4">
        {operationFacts(operation, now).map(({ label, value }) => (
          <div key={label} className="flex justify-between gap-4 py-2">
            <dt className="text-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
