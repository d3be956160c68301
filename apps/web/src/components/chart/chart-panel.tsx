"use client";
import type { EChartsType } from "echarts/core";
import dynamic from "next/dynamic";
import { type ReactNode, useId, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { ChartOption } from "@/lib/charts/chart-option.ts";
import { classNames } from "@/lib/class-names.ts";
import type { ChartCanvasProps } from "./chart-canvas.tsx";
import { ChartToolbar } from "./chart-toolbar.tsx";

const ChartCanvas = dynamic(() => import("./chart-canvas.tsx").then((module) => module.ChartCanvas), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

interface ChartPanelProps extends Pick<ChartCanvasProps, "label" | "onSelect"> {
  title: string;
  option: ChartOption;
  /** Of downloads, without an extension. */
  fileName: string;
  /** Called when the data are wanted as a CSV file. */
  csv?: () => string;
  /** Choices of what is shown. */
  controls?: ReactNode;
  /** Below the chart. */
  children?: ReactNode;
  className?: string;
}

/** A chart with its title, choices and tools. */
export function ChartPanel({
  title,
  option,
  label,
  onSelect,
  fileName,
  csv,
  controls,
  children,
  className,
}: ChartPanelProps) {
  const id = useId();
  const [chart, setChart] = useState<EChartsType | null>(null);
  return (
    <section aria-labelledby={id} className="panel min-w-0 overflow-hidden">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2.5">
        <h2 id={id} className="mr-auto font-semibold text-[1.07rem]">
          {title}
        </h2>
        {controls}
      </header>
      <div className={classNames("h-[22rem] px-1 pt-2 max-sm:h-[19rem]", className)}>
        <ChartCanvas option={option} label={label} onSelect={onSelect} onChart={setChart} />
      </div>
      <ChartToolbar chart={chart} fileName={fileName} csv={csv} />
      {children}
    </section>
  );
}
