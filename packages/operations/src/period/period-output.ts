import type { PeriodAnalysis } from "./analyse-period.ts";
import type { RankedPeak } from "./rank-peaks.ts";
import type { WideSearch } from "./wide-search.ts";

/** The reference's keys of a period search (operations.md §7). */
export function periodKeys({ period, fap, frequency, power }: PeriodAnalysis) {
  return { period, fap, frequency: Array.from(frequency), power: Array.from(power) };
}

/** The keys that the photometry family has beside `periodKeys` (operations.md §8.9). */
export function periodExtraKeys({ candidates, windowPower }: PeriodAnalysis): {
  period_candidates: PeriodAnalysis["candidates"];
  window_power: number[];
} {
  return { period_candidates: candidates, window_power: Array.from(windowPower) };
}

/**
 * Value of the added key `period_search`: the wide search's answer and its runners-up (days, cycles a day, magnitudes; probabilities as
 * decimal logarithms, since the interesting ones are smaller than any double), aliases, window, a periodogram to draw, and the range.
 */
export function wideSearchOutput(wide: WideSearch) {
  const { peaks, aliases, windowPeaks, spectrum, searched, bootstrap } = wide;
  return {
    ...peakOutput(peaks[0], wide.start),
    candidates: peaks.map((peak) => peakOutput(peak, wide.start)),
    aliases: aliases.map(({ kind, frequency, power, logFalseAlarm }) => ({
      kind,
      period: 1 / frequency,
      power,
      log10_false_alarm_probability: logFalseAlarm / Math.LN10,
    })),
    window_peaks: windowPeaks,
    frequency: Array.from(spectrum.frequency),
    power_spectrum: Array.from(spectrum.power),
    lowest_frequency: searched.lowest,
    highest_frequency: searched.highest,
    harmonics_tried: searched.harmonics,
    range_limited: searched.limited,
    sampling_step: searched.step,
    bootstrap: bootstrap && { samples: bootstrap.samples, false_alarm_probability: bootstrap.falseAlarmProbability },
  };
}

function peakOutput({ model, frequency, frequencyError, power, box, logFalseAlarm }: RankedPeak, start: number) {
  const boxFrequency = model.kind === "alternating_boxes" ? 2 * frequency : frequency;
  return {
    period: 1 / frequency,
    period_error: Number.isFinite(frequencyError) ? frequencyError / frequency ** 2 : null,
    model: model.kind,
    harmonics: model.kind === "harmonics" ? model.harmonics : null,
    power,
    log10_false_alarm_probability: logFalseAlarm / Math.LN10,
    dip: box && {
      depth: box.depth,
      duration: box.duration / boxFrequency,
      epoch: start + box.phase / boxFrequency,
    },
  };
}
