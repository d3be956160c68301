"use client";
import { useMemo, useState } from "react";
import { ChartPanel } from "@/components/chart/chart-panel.tsx";
import { usePalette } from "@/components/chart/use-palette.ts";
import { Segmented } from "@/components/ui/segmented.tsx";
import { ToggleChip } from "@/components/ui/toggle-chip.tsx";
import { periodogramOption } from "@/lib/charts/periodogram-option.ts";
import { formatPeriod, formatProbability } from "@/lib/result/format-period.ts";
import type { LightCurveSeries } from "@/lib/result/light-curve-series.ts";
import type { PeriodChoice } from "@/lib/result/period-choices.ts";
import { type Periodogram, withWindow } from "@/lib/result/periodogram-series.ts";

interface PeriodogramChartProps {
  /** At least one is drawn, or nothing. */
  periodograms: Periodogram[];
  choices: PeriodChoice[];
  /** What must be known to read them, in words. */
  notes: string[];
  curve: LightCurveSeries;
  /** What the light curve is folded at. */
  period: number;
  fileName: string;
}

const AGAINST = [
  { value: "frequency", label: "Frequency" },
  { value: "period", label: "Period" },
] as const;

export function PeriodogramChart({ periodograms, choices, notes, curve, period, fileName }: PeriodogramChartProps) {
  const palette = usePalette();
  const [key, setKey] = useState(periodograms[0]?.key);
  const [against, setAgainst] = useState<"frequency" | "period">("frequency");
  const [logarithmic, setLogarithmic] = useState(false);
  const periodogram = useMemo(() => {
    const found = periodograms.find((each) => each.key === key);
    return found && withWindow(found, curve);
  }, [periodograms, key, curve]);
  const option = useMemo(() => {
    if (!palette || !periodogram) return null;
    const suggested = choices.map((choice) => choice.period);
    return periodogramOption({ periodogram, against, logarithmic, chosen: period, suggested }, palette);
  }, [palette, periodogram, choices, against, logarithmic, period]);
  if (!option || !key) return null;
  const [best] = choices;
  return (
    <ChartPanel
      title="Periodogram"
      option={option}
      label={`Periodogram with its highest peak at ${formatPeriod(best!.period, best!.error)}`}
      fileName={`${fileName}-periodogram`}
      className="h-72 max-sm:h-64"
      controls={
        <>
          {periodograms.length > 1 && (
            <Segmented
              label="Search"
              value={key}
              onChange={setKey}
              options={periodograms.map((each) => ({ value: each.key, label: each.label }))}
            />
          )}
          <Segmented label="Against" value={against} onChange={setAgainst} options={AGAINST} />
          <ToggleChip pressed={logarithmic} onChange={setLogarithmic}>
            Log axis
          </ToggleChip>
        </>
      }
    >
      <p className="figures border-t px-4 py-2 text-muted">
        Best period <span className="font-medium text-ink">{formatPeriod(best!.period, best!.error)}</span>, false-alarm
        probability <span className="font-medium text-ink">{formatProbability(best!.logFalseAlarm)}</span>. The strong
        line marks the period the light curve is folded at.
      </p>
      {notes.map((note) => (
        <p key={note} className="figures border-t px-4 py-2 text-muted">
          {note}
        </p>
      ))}
    </ChartPanel>
  );
}
