import { Maximize, Minus, Plus } from "lucide-react";
import type { Size, ViewTransform } from "@/lib/view-transform.ts";

interface PictureToolbarProps {
  picture: Size | null;
  view: ViewTransform | null;
  onFit: () => void;
  onActualSize: () => void;
  onZoom: (factor: number) => void;
}

/** Dark in both themes, as it belongs to the picture. */
const tool =
  "grid h-8 min-w-8 place-items-center rounded-md px-2 text-[#aeb6c4] transition-colors hover:bg-white/10 hover:text-white [&_svg]:size-4";

export function PictureToolbar({ picture, view, onFit, onActualSize, onZoom }: PictureToolbarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Picture view"
      className="figures flex items-center gap-0.5 border-white/10 border-t bg-[#10141c] px-2 py-1"
    >
      <button type="button" aria-label="Zoom out" className={tool} onClick={() => onZoom(1 / 1.5)}>
        <Minus aria-hidden />
      </button>
      <span role="status" aria-label="Zoom" className="w-14 text-center text-[#d5dae3]">
        {view ? `${Math.round(view.scale * 100)} %` : "–"}
      </span>
      <button type="button" aria-label="Zoom in" className={tool} onClick={() => onZoom(1.5)}>
        <Plus aria-hidden />
      </button>
      <button type="button" aria-label="Fit to window" className={tool} onClick={onFit}>
        <Maximize aria-hidden />
      </button>
      <button type="button" aria-label="Actual size" className={tool} onClick={onActualSize}>
        1:1
      </button>
      <span className="ml-auto pr-2 text-[#8b94a5]">
        {picture ? `${picture.width} × ${picture.height}` : "Loading picture…"}
      </span>
    </div>
  );
}
