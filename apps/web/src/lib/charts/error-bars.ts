import type { CustomSeriesOption } from "echarts/charts";

/** From `low` to `high` at a place of the other axis. */
export interface ErrorBar {
  at: number;
  low: number;
  high: number;
}

/**
 * Bars of ± 1 σ behind a series of points; silent, so that the points stay what is pointed at. With the name of the points' series the legend
 * hides both.
 */
export function errorBars(
  bars: readonly ErrorBar[],
  colour: string,
  { along = "y", name = "" }: { along?: "x" | "y"; name?: string } = {},
): CustomSeriesOption {
  const capped = bars.length <= 400;
  return {
    type: "custom",
    id: `errors ${along} ${name}`,
    name,
    silent: true,
    progressive: 0,
    clip: true,
    z: 1,
    tooltip: { show: false },
    dimensions: ["at", "low", "high"],
    encode: along === "y" ? { x: 0, y: [1, 2] } : { x: [1, 2], y: 0 },
    data: bars.map(({ at, low, high }) => [at, low, high]),
    renderItem: (_, api) => {
      const [at, low, high] = [api.value(0), api.value(1), api.value(2)];
      const place = (value: typeof at) => api.coord(along === "y" ? [at, value] : [value, at]);
      const [x1, y1] = place(low) as [number, number];
      const [x2, y2] = place(high) as [number, number];
      const style = { stroke: colour, fill: "none", lineWidth: 1, opacity: 0.75 };
      if (!capped) return { type: "line", shape: { x1, y1, x2, y2 }, style };
      const [dx, dy] = along === "y" ? [3, 0] : [0, 3];
      const cap = (x: number, y: number) => `M${x - dx} ${y - dy}L${x + dx} ${y + dy}`;
      return { type: "path", shape: { pathData: `M${x1} ${y1}L${x2} ${y2}${cap(x1, y1)}${cap(x2, y2)}` }, style };
    },
  };
}
