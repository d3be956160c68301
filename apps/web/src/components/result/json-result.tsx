import type { JsonValue } from "@datalab/services";
import { Section } from "./section.tsx";

export function JsonResult({ data }: { data: JsonValue }) {
  return (
    <Section title="Data">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-[32rem] overflow-auto p-4 text-[0.86rem]">
        {JSON.stringify(data, null, 2)}
      </pre>
    </Section>
  );
}
