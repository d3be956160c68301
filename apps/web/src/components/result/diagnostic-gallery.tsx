import type { FrameDiagnostics } from "@/lib/result/frame-diagnostics.ts";
import { Section } from "./section.tsx";

interface DiagnosticGalleryProps {
  frames: FrameDiagnostics[];
  onOpen: (frame: string) => void;
}

/** The pictures that show what was measured on each frame. */
export function DiagnosticGallery({ frames, onOpen }: DiagnosticGalleryProps) {
  const shown = frames.filter(({ picture }) => picture !== null);
  if (shown.length === 0) return null;
  return (
    <Section title="Diagnostic pictures" aside={shown.length}>
      <ul className="grid max-h-[34rem] grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-3 overflow-y-auto p-3">
        {shown.map(({ frame, picture }) => (
          <li key={frame} className="min-w-0 [contain-intrinsic-size:auto_10rem] [content-visibility:auto]">
            <button type="button" onClick={() => onOpen(frame)} className="group block w-full text-left">
              {/* biome-ignore lint/performance/noImgElement: pictures are made by the worker and served by signed links */}
              <img
                src={picture!}
                alt={`What was measured on ${frame}`}
                loading="lazy"
                decoding="async"
                className="aspect-square w-full rounded-md border bg-black object-contain group-hover:border-line-strong"
              />
              <span className="figures mt-1 block truncate text-[0.86rem] text-muted group-hover:text-ink" dir="rtl">
                <bdi>{frame}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
