const names = [
  "ink",
  "muted",
  "faint",
  "line",
  "line-strong",
  "surface",
  "raised",
  "accent",
  "busy",
  "ok",
  "bad",
] as const;

/** The console's colours in the form a canvas takes (#rrggbb). */
export type Palette = Record<(typeof names)[number], string>;

/** The colours of the theme that is on. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  /** The chart library mixes colours itself and does not know all of CSS: a canvas tells what they are in red, green and blue. */
  const plain = (colour: string) => {
    if (!context) return colour;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part!.toString(16).padStart(2, "0")).join("")}`;
  };
  return Object.fromEntries(names.map((name) => [name, plain(style.getPropertyValue(`--${name}`))])) as Palette;
}
