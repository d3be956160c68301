"use client";
import { ImageOff } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { classNames } from "@/lib/class-names.ts";
import { PictureMap } from "./picture-map.tsx";
import { PictureToolbar } from "./picture-toolbar.tsx";
import { usePictureGestures } from "./use-picture-gestures.ts";
import { usePictureView } from "./use-picture-view.ts";

interface PictureViewerProps {
  url: string;
  /** The same picture, small. */
  smallUrl?: string;
  /** What the picture shows. */
  label: string;
}

const KEY_STEP = 64;

/** The whole picture first; from there closer, by pointer, fingers or keys. */
export function PictureViewer({ url, smallUrl, label }: PictureViewerProps) {
  const viewer = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const pictureView = usePictureView(frame);
  const { view, isWhole, picture, room, setPicture, fit, actualSize, zoom, pan } = pictureView;
  const { hovered, gestures } = usePictureGestures(frame, pictureView);
  const [negative, setNegative] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [missing, setMissing] = useState(false);

  const toggleNegative = () => setNegative((is) => !is);
  const toggleFullScreen = () =>
    document.fullscreenElement ? document.exitFullscreen() : viewer.current?.requestFullscreen();
  const keys = new Map<string, () => unknown>([
    ["+", () => zoom(1.5)],
    ["=", () => zoom(1.5)],
    ["-", () => zoom(1 / 1.5)],
    ["0", fit],
    ["1", actualSize],
    ["n", toggleNegative],
    ["f", toggleFullScreen],
    ["ArrowLeft", () => pan(KEY_STEP, 0)],
    ["ArrowRight", () => pan(-KEY_STEP, 0)],
    ["ArrowUp", () => pan(0, KEY_STEP)],
    ["ArrowDown", () => pan(0, -KEY_STEP)],
  ]);

  return (
    <div
      ref={viewer}
      className="relative flex flex-col overflow-hidden rounded-[0.625rem] border border-line-strong bg-[#07090d]"
    >
      <div
        ref={frame}
        role="application"
        aria-label={`${label}. Plus and minus zoom, arrows move, 0 fits, 1 shows actual size, N inverts, F fills the screen.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that is moved and zoomed by keys must be reachable by keys
        tabIndex={0}
        onKeyDown={(event) => {
          const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys.get(event.key);
          if (!act) return;
          event.preventDefault();
          act();
        }}
        className={classNames(
          "relative h-[62dvh] min-h-72 overflow-hidden -outline-offset-2 lg:h-[calc(100dvh-16.5rem)] in-[:fullscreen]:h-auto in-[:fullscreen]:flex-1",
          isWhole ? "cursor-crosshair touch-pan-y" : "cursor-grab touch-none active:cursor-grabbing",
        )}
        {...gestures}
      >
        {/* biome-ignore lint/performance/noImgElement: the picture is shown pixel by pixel, resizing it would falsify it */}
        <img
          key={attempt}
          src={url}
          alt={label}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setPicture({ width: naturalWidth, height: naturalHeight })
          }
          onError={() => setMissing(true)}
          className={classNames(
            "absolute top-0 left-0 max-w-none origin-top-left select-none transition-opacity duration-300",
            view ? "opacity-100" : "opacity-0",
            negative && "invert",
          )}
          style={{
            transform: view ? `translate(${view.x}px, ${view.y}px) scale(${view.scale})` : undefined,
            imageRendering: view && view.scale >= 2 ? "pixelated" : undefined,
          }}
        />
        {!picture && !missing && (
          <p role="status" className="absolute inset-0 grid place-items-center text-[#9aa3b3]">
            Loading picture…
          </p>
        )}
        {missing && (
          <div
            role="alert"
            className="absolute inset-0 grid place-content-center justify-items-center gap-3 text-[#c3cad6]"
          >
            <ImageOff className="size-7" strokeWidth={1.4} aria-hidden />
            The picture could not be loaded.
            <Button
              onClick={() => {
                setMissing(false);
                setAttempt((number) => number + 1);
              }}
            >
              Try again
            </Button>
          </div>
        )}
        {view && picture && smallUrl && <PictureMap url={smallUrl} picture={picture} room={room} view={view} />}
      </div>
      <PictureToolbar
        picture={picture}
        view={view}
        hovered={hovered}
        negative={negative}
        onFit={fit}
        onActualSize={actualSize}
        onZoom={zoom}
        onNegative={toggleNegative}
        onFullScreen={toggleFullScreen}
      />
    </div>
  );
}
