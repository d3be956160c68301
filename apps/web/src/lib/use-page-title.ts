"use client";
import { useEffect } from "react";

/** Names the browser tab after something that is known only once it has loaded. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Datalab`;
  }, [title]);
}
