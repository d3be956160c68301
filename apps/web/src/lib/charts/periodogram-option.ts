import { formatPeriod } from "../result/format-period.ts";
import type { Periodogram } from "../result/periodogram-series.ts";
import { axisStyle } from "./axis-style.ts";
import { baseOption } from "./base-option.ts";
import type { ChartOption } from "./chart-option.ts";
import { paddedExtent } from "./extent.ts";
import type { Palette } from "./palette.ts";
import { tooltipElement } from "./tooltip-element.ts";

export interface PeriodogramView {
  periodogram: Periodogram;
  against: "frequency" | "period";
  logarithmic: boolean;
  /** Days: where the light curve is folded at the moment, and what else is suggested. */
  chosen: number | null;
  suggested: readonly number[];
}

/** Power against frequency or period, the sampling's own power behind it, and the periods to choose from. */
export function periodogramOption(view: PeriodogramView, palette: Palette): ChartOption {
  const { periodogram, against, logarithmic, chosen, suggested } = view;
  const base = baseOption(palette);
  const places = periodogram.frequency.map((frequency) => (against === "frequency" ? frequency : 1 / frequency));
  const placeOf = (period: number) => (against === "frequency" ? 1 / period : period);
  const { min, max } = paddedExtent(places, 0);
  const style = axisStyle(palette, against === "frequency" ? "Frequency (turns a day)" : "Period (days)");
  const top = paddedExtent([0, ...periodogram.power, ...(periodogram.window ?? [])], 0.08).max;
  const shown = (period: number) => placeOf(period) >= min && placeOf(period) <= max;
  const line = (name: string, power: readonly number[], colour: string, width: number) => ({
    type: "line" as const,
    id: name,
    name,
    symbol: "none",
    lineStyle: { color: colour, width },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    data: places.map((place, index) => [place, power[index]!]),
  });
  return {
    ...base,
    grid: { ...base.grid, top: 34 },
    legend: { top: 2, right: 12, icon: "roundRect", itemWidth: 14, itemHeight: 3, textStyle: { color: palette.muted } },
    xAxis: {
      ...style,
      type: logarithmic ? "log" : "value",
      min,
      max,
      axisLabel: {
        ...style.axisLabel,
        formatter: (value: number) => String(Number(value.toPrecision(3))),
        showMinLabel: false,
        showMaxLabel: false,
      },
    },
    yAxis: {
      ...axisStyle(palette, "Power"),
      type: "value",
      min: 0,
      max: top,
      axisLabel: { ...style.axisLabel, showMaxLabel: false },
    },
    tooltip: { ...base.tooltip, trigger: "axis", formatter: (items) => powerTooltip(items, periodogram) },
    series: [
      ...(periodogram.window ? [line("Window", periodogram.window, palette.faint, 1)] : []),
      {
        ...line("Power", periodogram.power, palette.busy, 1.5),
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          data: [
            ...suggested
              .filter((period) => period !== chosen && shown(period))
              .map((period) => mark(placeOf(period), palette["line-strong"], "dashed")),
            ...(chosen !== null && shown(chosen) ? [mark(placeOf(chosen), palette.accent, "solid")] : []),
          ],
        },
      },
    ],
  };
}

function mark(xAxis: number, color: string, type: "solid" | "dashed") {
  return { xAxis, lineStyle: { color, type, width: type === "solid" ? 1.5 : 1 } };
}

function powerTooltip(items: unknown, { frequency, power, window }: Periodogram): HTMLElement | string {
  const [item] = (Array.isArray(items) ? items : []) as { dataIndex: number }[];
  if (!item) return "";
  const { dataIndex } = item;
  return tooltipElement(formatPeriod(1 / frequency[dataIndex]!, null), [
    ["Frequency", `${frequency[dataIndex]!.toPrecision(6)} / d`],
    ["Power", power[dataIndex]!.toFixed(4)],
    ...(window ? [["Window", window[dataIndex]!.toFixed(4)] as const] : []),
  ]);
}
