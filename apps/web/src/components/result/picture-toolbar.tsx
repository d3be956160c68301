import { Contrast, Expand, Maximize, Minus, Plus } from "lucide-react";
import type { ComponentProps } from "react";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { type Point, pixelAt, type Size, type ViewTransform } from "@/lib/view-transform.ts";

interface PictureToolbarProps {
  picture: Size | null;
  view: ViewTransform | null;
  /** Where the pointer is in the frame. */
  hovered: Point | null;
  negative: boolean;
  onFit: () => void;
  onActualSize: () => void;
  onZoom: (factor: number) => void;
  onNegative: () => void;
  onFullScreen: () => void;
}

/** Dark in both themes, as it belongs to the picture. */
function Tool({ label, hotkey, ...button }: ComponentProps<"button"> & { label: string; hotkey: string }) {
  return (
    <Tooltip text={`${label} · ${hotkey}`}>
      <button
        type="button"
        aria-label={label}
        className="grid h-8 min-w-8 place-items-center rounded-md px-2 text-[#aeb6c4] transition-colors hover:bg-white/10 hover:text-white aria-pressed:bg-white/15 aria-pressed:text-white [&_svg]:size-4"
        {...button}
      />
    </Tooltip>
  );
}

export function PictureToolbar({ picture, view, hovered, negative, ...on }: PictureToolbarProps) {
  const pixel = picture && view && hovered && pixelAt(view, picture, hovered);
  return (
    <div
      role="toolbar"
      aria-label="Picture view"
      className="figures flex items-center gap-0.5 border-white/10 border-t bg-[#10141c] px-2 py-1"
    >
      <Tool label="Zoom out" hotkey="−" onClick={() => on.onZoom(1 / 1.5)}>
        <Minus aria-hidden />
      </Tool>
      <span role="status" aria-label="Zoom" className="w-13 text-center text-[#d5dae3]">
        {view ? `${Math.round(view.scale * 100)} %` : "–"}
      </span>
      <Tool label="Zoom in" hotkey="+" onClick={() => on.onZoom(1.5)}>
        <Plus aria-hidden />
      </Tool>
      <span aria-hidden className="mx-1 h-4 w-px bg-white/12" />
      <Tool label="Fit to window" hotkey="0" onClick={on.onFit}>
        <Maximize aria-hidden />
      </Tool>
      <Tool label="Actual size" hotkey="1" onClick={on.onActualSize}>
        1:1
      </Tool>
      <Tool label="Negative" hotkey="N" aria-pressed={negative} onClick={on.onNegative}>
        <Contrast aria-hidden />
      </Tool>
      <Tool label="Full screen" hotkey="F" onClick={on.onFullScreen}>
        <Expand aria-hidden />
      </Tool>
      <span className="ml-auto whitespace-nowrap pr-2 text-[#9aa3b3]">
        {pixel ? (
          <span className="text-[#d5dae3]">
            {pixel.x}, {pixel.y}
          </span>
        ) : (
          picture && `${picture.width} × ${picture.height}`
        )}
      </span>
    </div>
  );
}
