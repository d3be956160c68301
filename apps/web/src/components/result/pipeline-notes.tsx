import { Section } from "./section.tsx";

/** What the measuring had to say about itself. */
export function PipelineNotes({ notes }: { notes: string[] }) {
  if (notes.length === 0) return null;
  return (
    <Section title="Notes">
      <ul className="grid list-disc gap-1 py-3 pr-4 pl-8 marker:text-faint">
        {[...new Set(notes)].map((note) => (
          <li key={note} className="break-words">
            {note}
          </li>
        ))}
      </ul>
    </Section>
  );
}
