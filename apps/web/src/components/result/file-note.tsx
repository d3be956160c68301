import { Info } from "lucide-react";

/** What people should know about a result file. */
export function FileNote({ text }: { text: string }) {
  return (
    <p role="note" className="panel flex gap-3 p-4">
      <Info className="mt-0.5 size-5 shrink-0 text-faint" aria-hidden />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  );
}
