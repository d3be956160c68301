"use client";
import { useMemo, useState } from "react";
import type { JsonObject } from "@/lib/result/json.ts";
import type { LightCurveSeries } from "@/lib/result/light-curve-series.ts";
import { readPeriodChoices } from "@/lib/result/period-choices.ts";
import { periodNotes } from "@/lib/result/period-notes.ts";
import { readPeriodograms } from "@/lib/result/periodogram-series.ts";
import { FoldedChart } from "./folded-chart.tsx";
import { PeriodChoices } from "./period-choices.tsx";
import { PeriodogramChart } from "./periodogram-chart.tsx";

interface PeriodResultProps {
  data: JsonObject;
  curve: LightCurveSeries;
  magnitudeName: string;
  fileName: string;
}

/** Periodogram, suggested periods and the light curve folded at the chosen one; nothing when no period was looked for. */
export function PeriodResult({ data, curve, magnitudeName, fileName }: PeriodResultProps) {
  const choices = useMemo(() => readPeriodChoices(data), [data]);
  const periodograms = useMemo(() => readPeriodograms(data), [data]);
  const notes = useMemo(() => periodNotes(data), [data]);
  const [chosen, setChosen] = useState<number | null>(null);
  const period = chosen ?? choices[0]?.period;
  if (period === undefined) return null;
  return (
    <>
      <PeriodogramChart
        periodograms={periodograms}
        choices={choices}
        notes={notes}
        curve={curve}
        period={period}
        fileName={fileName}
      />
      <FoldedChart curve={curve} period={period} magnitudeName={magnitudeName} fileName={fileName}>
        <PeriodChoices choices={choices} period={period} onChange={setChosen} />
      </FoldedChart>
    </>
  );
}
