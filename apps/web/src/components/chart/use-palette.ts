"use client";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { type Palette, readPalette } from "@/lib/charts/palette.ts";

/** The theme's colours for charts; null until the page is in a browser. */
export function usePalette(): Palette | null {
  const { resolvedTheme } = useTheme();
  const [palette, setPalette] = useState<Palette | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read anew when the theme changes
  useEffect(() => setPalette(readPalette()), [resolvedTheme]);
  return palette;
}
