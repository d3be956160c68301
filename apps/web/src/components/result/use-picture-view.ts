"use client";
import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { centred, fitView, keepInside, type Size, type ViewTransform, zoomAt } from "@/lib/view-transform.ts";

const KEY_STEP = 64;

/** Zoom and pan of a picture inside an element: wheel, drag, keys and buttons. */
export function usePictureView(frame: RefObject<HTMLDivElement | null>) {
  const [picture, setPicture] = useState<Size | null>(null);
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  const [view, setView] = useState<ViewTransform | null>(null);
  const drag = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);

  const fit = useCallback(() => setView(null), []);
  const shown = picture && room.width > 0 ? (view ?? fitView(picture, room)) : null;

  const change = useCallback(
    (next: (view: ViewTransform) => ViewTransform) => {
      if (!picture) return;
      setView((old) => keepInside(next(old ?? fitView(picture, room)), picture, room));
    },
    [picture, room],
  );
  const zoom = useCallback(
    (factor: number, px = room.width / 2, py = room.height / 2) => {
      if (!picture) return;
      const smallest = fitView(picture, room).scale;
      change((old) => zoomAt(old, factor, px, py, smallest));
    },
    [change, picture, room],
  );
  const actualSize = () => {
    if (picture) setView(keepInside(centred(picture, room, 1), picture, room));
  };
  const pan = (dx: number, dy: number) => change((old) => ({ ...old, x: old.x + dx, y: old.y + dy }));

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    /** Registered by hand: React's wheel listeners can not keep the page from scrolling. */
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY * 0.0016), event.clientX - box.left, event.clientY - box.top);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [frame, zoom]);

  const keys = new Map([
    ["+", () => zoom(1.5)],
    ["=", () => zoom(1.5)],
    ["-", () => zoom(1 / 1.5)],
    ["0", fit],
    ["1", actualSize],
    ["ArrowLeft", () => pan(KEY_STEP, 0)],
    ["ArrowRight", () => pan(-KEY_STEP, 0)],
    ["ArrowUp", () => pan(0, KEY_STEP)],
    ["ArrowDown", () => pan(0, -KEY_STEP)],
  ]);
  return {
    view: shown,
    picture,
    setPicture,
    fit,
    actualSize,
    zoom,
    /** Whether the key meant something here. */
    press: (key: string): boolean => {
      keys.get(key)?.();
      return keys.has(key);
    },
    pointer: {
      onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
        if (!drag.current) return;
        pan(event.clientX - drag.current.x, event.clientY - drag.current.y);
        drag.current = { x: event.clientX, y: event.clientY };
      },
      onPointerUp: () => {
        drag.current = null;
      },
    },
  };
}
