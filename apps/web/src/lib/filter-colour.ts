/** Colours near the light each filter passes, readable on dark and on light. Infrared is shown as deep red. */
const COLOURS: Record<string, string> = {
  u: "#8b5cf6",
  up: "#8b5cf6",
  b: "#4f7df3",
  gp: "#22a6a1",
  v: "#3fae57",
  w: "#9aa4b2",
  r: "#e5573f",
  rp: "#e5573f",
  i: "#b8324b",
  ip: "#b8324b",
  z: "#8e2f55",
  zs: "#8e2f55",
  y: "#6f2f5b",
  "h-alpha": "#ef4444",
  oiii: "#14b8a6",
  sii: "#c2410c",
};

/** A CSS colour for the mark beside a filter's name; grey for an unknown filter. */
export const filterColour = (filter: string): string => COLOURS[filter.toLowerCase()] ?? "#9aa4b2";
