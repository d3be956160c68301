"use client";
import { type RefObject, useCallback, useEffect, useState } from "react";
import { centred, fitView, keepInside, type Size, type ViewTransform, zoomAt } from "@/lib/view-transform.ts";

/** Where a picture is inside its frame and how large; it starts as a whole. */
export function usePictureView(frame: RefObject<HTMLDivElement | null>) {
  const [picture, setPicture] = useState<Size | null>(null);
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  const [moved, setMoved] = useState<ViewTransform | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);

  const change = useCallback(
    (next: (view: ViewTransform) => ViewTransform) => {
      if (picture) setMoved((old) => keepInside(next(old ?? fitView(picture, room)), picture, room));
    },
    [picture, room],
  );
  const zoom = useCallback(
    (factor: number, px = room.width / 2, py = room.height / 2) => {
      if (picture) change((old) => zoomAt(old, factor, px, py, fitView(picture, room).scale));
    },
    [change, picture, room],
  );
  return {
    view: picture && room.width > 0 ? (moved ?? fitView(picture, room)) : null,
    isWhole: moved === null,
    picture,
    room,
    setPicture,
    zoom,
    fit: () => setMoved(null),
    actualSize: () => picture && setMoved(keepInside(centred(picture, room, 1), picture, room)),
    pan: (dx: number, dy: number) => change((old) => ({ ...old, x: old.x + dx, y: old.y + dy })),
  };
}

export type PictureView = ReturnType<typeof usePictureView>;
