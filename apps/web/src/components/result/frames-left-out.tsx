import { CircleSlash } from "lucide-react";
import { countOf } from "@/lib/count-of.ts";
import { Disclosure } from "./disclosure.tsx";

/** Frames that gave no point; nothing when all did. */
export function FramesLeftOut({ frames }: { frames: string[] }) {
  if (frames.length === 0) return null;
  return (
    <section aria-label="Frames left out" className="panel overflow-hidden">
      <p className="flex gap-3 px-4 py-3">
        <CircleSlash className="mt-0.5 size-5 shrink-0 text-faint" aria-hidden />
        <span>
          {countOf(frames.length, "frame")} gave no usable measurement: the target is not in the catalog, or the frame
          could not be read.
        </span>
      </p>
      <div className="border-t">
        <Disclosure title="Frames left out" count={frames.length}>
          <ul className="figures grid max-h-64 gap-1 overflow-y-auto px-4 py-2.5 text-[0.93rem]">
            {frames.map((frame) => (
              <li key={frame} className="break-all">
                {frame}
              </li>
            ))}
          </ul>
        </Disclosure>
      </div>
    </section>
  );
}
