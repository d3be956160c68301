"use client";
import { useEffect, useState } from "react";

/** The present time in milliseconds, renewed every `everyMs`, so that "3 minutes ago" stays true. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
