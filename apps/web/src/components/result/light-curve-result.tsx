"use client";
import { useMemo, useState } from "react";
import { readComparisonStars } from "@/lib/result/comparison-stars.ts";
import { readFrameDiagnostics } from "@/lib/result/frame-diagnostics.ts";
import { type JsonObject, textOf, textsOf } from "@/lib/result/json.ts";
import { readLightCurve } from "@/lib/result/light-curve-series.ts";
import { photometryFacts } from "@/lib/result/photometry-facts.ts";
import { ComparisonStars } from "./comparison-stars.tsx";
import { DiagnosticDialog } from "./diagnostic-dialog.tsx";
import { DiagnosticGallery } from "./diagnostic-gallery.tsx";
import { FrameDiagnosticsList } from "./frame-diagnostics-list.tsx";
import { FramesLeftOut } from "./frames-left-out.tsx";
import { LightCurveChart } from "./light-curve-chart.tsx";
import { PeriodResult } from "./period-result.tsx";
import { PipelineNotes } from "./pipeline-notes.tsx";
import { ResultFacts } from "./result-facts.tsx";

interface LightCurveResultProps {
  data: JsonObject;
  /** Base names of the frames that were asked for. */
  inputs: string[];
  fileName: string;
}

export function LightCurveResult({ data, inputs, fileName }: LightCurveResultProps) {
  const curve = useMemo(() => readLightCurve(data, inputs), [data, inputs]);
  const stars = useMemo(() => readComparisonStars(data), [data]);
  const frames = useMemo(() => readFrameDiagnostics(data), [data]);
  const [opened, setOpened] = useState<string | null>(null);
  if (!curve) return null;
  const filter = textOf(data.filter);
  const magnitudeName = filter && filter !== "None" ? `Magnitude (${filter})` : "Magnitude";
  return (
    <>
      <ResultFacts facts={photometryFacts(data, curve)} />
      <LightCurveChart
        data={data}
        curve={curve}
        magnitudeName={magnitudeName}
        fileName={fileName}
        onOpenFrame={setOpened}
      />
      <FramesLeftOut frames={curve.leftOut} />
      <PeriodResult data={data} curve={curve} magnitudeName={magnitudeName} fileName={fileName} />
      <PipelineNotes notes={textsOf(data.pipeline_diagnostics)} />
      {stars.length > 0 && <ComparisonStars stars={stars} />}
      <DiagnosticGallery frames={frames} onOpen={setOpened} />
      <FrameDiagnosticsList frames={frames} />
      <DiagnosticDialog frames={frames} opened={opened} onOpenedChange={setOpened} />
    </>
  );
}
