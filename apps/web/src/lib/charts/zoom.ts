import type { EChartsType } from "echarts/core";

export interface Part {
  start: number;
  end: number;
}

/** A part of an axis, percent, made `factor` times as long around its middle and kept on the axis. */
export function zoomedPart({ start, end }: Part, factor: number): Part {
  const length = Math.min(100, (end - start) * factor);
  const from = Math.min(Math.max(0, (start + end - length) / 2), 100 - length);
  return { start: from, end: from + length };
}

/** Both axes at once. */
export function zoomChart(chart: EChartsType, factor: number): void {
  const zooms = (chart.getOption().dataZoom ?? []) as Part[];
  chart.dispatchAction({
    type: "dataZoom",
    batch: zooms.map((part, dataZoomIndex) => ({ dataZoomIndex, ...zoomedPart(part, factor) })),
  });
}

export const showAll = (chart: EChartsType): void => zoomChart(chart, Number.POSITIVE_INFINITY);
