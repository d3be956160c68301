import type { ChartOption } from "./chart-option.ts";
import type { Palette } from "./palette.ts";

const font = "Geist Variable, ui-sans-serif, system-ui, sans-serif";

/** What all charts share: room, colours, and that they are moved and zoomed in both directions. */
export function baseOption(palette: Palette): ChartOption {
  const zoom = {
    type: "inside",
    filterMode: "none",
    /** A wheel alone scrolls the page. */
    zoomOnMouseWheel: "ctrl",
    moveOnMouseWheel: false,
    preventDefaultMouseMove: false,
  } as const;
  return {
    animation: false,
    textStyle: { fontFamily: font, color: palette.muted },
    grid: { left: 12, right: 20, top: 16, bottom: 8, outerBoundsMode: "same" },
    dataZoom: [
      { ...zoom, xAxisIndex: 0 },
      { ...zoom, yAxisIndex: 0 },
    ],
    tooltip: {
      confine: true,
      transitionDuration: 0,
      padding: [8, 10],
      backgroundColor: palette.raised,
      borderColor: palette["line-strong"],
      textStyle: { color: palette.ink, fontFamily: font, fontSize: 12.5 },
      axisPointer: { lineStyle: { color: palette["line-strong"], type: "solid" } },
    },
  };
}
