import type { CustomSeriesOption } from "echarts/charts";

/** From `low` to `high` at a place of the other axis. */
export interface ErrorBar {
  at: number;
  low: number;
  high: number;
}

/** Bars of ± 1 σ behind a series of points; silent, so that the points stay what is pointed at. */
export function errorBars(bars: readonly ErrorBar[], colour: string, along: "x" | "y" = "y"): CustomSeriesOption {
  const cap = bars.length > 400 ? 0 : 3;
  return {
    type: "custom",
    id: `errors-${along}`,
    silent: true,
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
      const [dx, dy] = along === "y" ? [cap, 0] : [0, cap];
      const path = `M${x1} ${y1}L${x2} ${y2}M${x1 - dx} ${y1 - dy}L${x1 + dx} ${y1 + dy}M${x2 - dx} ${y2 - dy}L${x2 + dx} ${y2 + dy}`;
      const style = { stroke: colour, fill: "none", lineWidth: 1, opacity: 0.75 };
      return { type: "path", shape: { pathData: path }, style };
    },
  };
}
