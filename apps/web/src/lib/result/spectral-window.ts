const mostWork = 2e7;

/**
 * Power of the sampling itself at frequencies in turns a day: |Σ exp(2πi f t)|² / n² over times t in days, 1 where all
 * times have the same phase (Deeming 1975, Ap&SS 36, 137). A true frequency shows again that far from itself. Null where
 * it would keep a browser busy.
 */
export function spectralWindow(times: readonly number[], frequencies: readonly number[]): number[] | null {
  if (times.length === 0 || times.length * frequencies.length > mostWork) return null;
  /** Large dates would cost digits of the phase. */
  const since = times.map((time) => time - times[0]!);
  return frequencies.map((frequency) => {
    let [cosines, sines] = [0, 0];
    for (const time of since) {
      cosines += Math.cos(2 * Math.PI * frequency * time);
      sines += Math.sin(2 * Math.PI * frequency * time);
    }
    return (cosines * cosines + sines * sines) / times.length ** 2;
  });
}
