"use client";
import { useRef } from "react";
import { classNames } from "@/lib/class-names.ts";
import { PictureToolbar } from "./picture-toolbar.tsx";
import { usePictureView } from "./use-picture-view.ts";

interface PictureViewerProps {
  url: string;
  /** What the picture shows. */
  label: string;
}

/** The whole picture first; the wheel zooms at the pointer, dragging moves, and every move has a key. */
export function PictureViewer({ url, label }: PictureViewerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { view, picture, setPicture, fit, actualSize, zoom, press, pointer } = usePictureView(frame);
  return (
    <div className="overflow-hidden rounded-[0.625rem] border border-line-strong bg-[#07090d]">
      <div
        ref={frame}
        role="application"
        aria-label={`${label}. Plus and minus zoom, arrows move, 0 fits, 1 shows actual size.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that is moved and zoomed by keys must be reachable by keys
        tabIndex={0}
        onKeyDown={(event) => press(event.key) && event.preventDefault()}
        className="relative h-[62dvh] min-h-72 cursor-grab touch-none overflow-hidden -outline-offset-2 active:cursor-grabbing lg:h-[calc(100dvh-16.5rem)]"
        {...pointer}
      >
        {/* biome-ignore lint/performance/noImgElement: the picture is shown pixel by pixel, resizing it would falsify it */}
        <img
          src={url}
          alt={label}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setPicture({ width: naturalWidth, height: naturalHeight })
          }
          className={classNames(
            "absolute top-0 left-0 max-w-none origin-top-left select-none transition-opacity duration-300",
            view ? "opacity-100" : "opacity-0",
          )}
          style={{
            transform: view ? `translate(${view.x}px, ${view.y}px) scale(${view.scale})` : undefined,
            imageRendering: view && view.scale >= 2 ? "pixelated" : undefined,
          }}
        />
      </div>
      <PictureToolbar picture={picture} view={view} onFit={fit} onActualSize={actualSize} onZoom={zoom} />
    </div>
  );
}
