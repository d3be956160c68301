"use client";
import type { EChartsType } from "echarts/core";
import { useEffect, useRef } from "react";
import type { ChartOption } from "@/lib/charts/chart-option.ts";
import { createChart } from "./echarts.ts";

export interface ChartCanvasProps {
  option: ChartOption;
  /** What it shows, in words. */
  label: string;
  /** A point of a series with `silent` off was pressed. */
  onSelect?: (point: { seriesId: string; index: number }) => void;
  onChart: (chart: EChartsType | null) => void;
}

/** Loaded on demand, as the chart library is large. A new `option` replaces the old one and shows everything again. */
export function ChartCanvas({ option, label, onSelect, onChart }: ChartCanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);

  useEffect(() => {
    if (!element.current) return;
    const created = createChart(element.current);
    chart.current = created;
    onChart(created);
    const observer = new ResizeObserver(() => created.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      created.dispose();
      chart.current = null;
      onChart(null);
    };
  }, [onChart]);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  useEffect(() => {
    const created = chart.current;
    if (!created || !onSelect) return;
    const select = ({ seriesId, dataIndex }: { seriesId?: string; dataIndex: number }) =>
      onSelect({ seriesId: seriesId ?? "", index: dataIndex });
    created.on("click", select);
    return () => {
      if (!created.isDisposed()) created.off("click", select);
    };
  }, [onSelect]);

  return <div ref={element} role="img" aria-label={label} className="size-full touch-pan-y" />;
}
