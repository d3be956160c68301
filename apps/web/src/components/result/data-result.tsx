import type { JsonValue } from "@datalab/services";

export function DataResult({ data }: { data: JsonValue[] }) {
  return (
    <section aria-labelledby="data-title" className="grid gap-2">
      <h2 id="data-title" className="font-semibold text-[1.07rem]">
        Data
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="panel max-h-[32rem] overflow-auto p-4 text-[0.86rem]">
        {JSON.stringify(data, null, 2)}
      </pre>
    </section>
  );
}
