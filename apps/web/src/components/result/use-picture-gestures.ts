"use client";
import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Point } from "@/lib/view-transform.ts";
import type { PictureView } from "./use-picture-view.ts";

const distance = (a: Point, b: Point) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));

/** The wheel and two fingers zoom where they are, dragging moves, a double click goes closer and back. */
export function usePictureGestures(frame: RefObject<HTMLDivElement | null>, pictureView: PictureView) {
  const { view, isWhole, zoom, pan, fit } = pictureView;
  const pressed = useRef(new Map<number, Point>());
  const [hovered, setHovered] = useState<Point | null>(null);

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

  const place = (event: MouseEvent<HTMLDivElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const release = (event: PointerEvent<HTMLDivElement>) => pressed.current.delete(event.pointerId);

  return {
    /** Where the pointer is in the frame, null when it is elsewhere. */
    hovered,
    gestures: {
      onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pressed.current.set(event.pointerId, place(event));
      },
      onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
        const here = place(event);
        setHovered(here);
        const before = pressed.current.get(event.pointerId);
        if (!before) return;
        const [other] = [...pressed.current].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]));
        if (other)
          zoom(distance(here, other) / distance(before, other), (here.x + other.x) / 2, (here.y + other.y) / 2);
        else if (!isWhole) pan(here.x - before.x, here.y - before.y);
        pressed.current.set(event.pointerId, here);
      },
      onPointerUp: release,
      onPointerCancel: release,
      onPointerLeave: () => setHovered(null),
      onDoubleClick: (event: MouseEvent<HTMLDivElement>) => {
        if (!view) return;
        const { x, y } = place(event);
        if (isWhole) zoom(Math.max(1, 2 * view.scale) / view.scale, x, y);
        else fit();
      },
    },
  };
}
