import type { Fact } from "@/lib/operation-facts.ts";

/** The result in a few figures. */
export function ResultFacts({ facts }: { facts: Fact[] }) {
  return (
    <dl aria-label="Result" className="panel figures flex flex-wrap gap-x-8 gap-y-3 px-4 py-3">
      {facts.map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="text-[0.86rem] text-muted">{label}</dt>
          <dd className="break-words font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
