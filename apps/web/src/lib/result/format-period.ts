/** Two periods with the same key are the same for an observer: they agree in six significant digits. */
export const periodKey = (period: number): string => period.toPrecision(6);

/** "0.036008 ± 0.000078 d": the error with two significant digits, the period as precise; six digits without an error. */
export function formatPeriod(period: number, error: number | null): string {
  if (error === null || error <= 0) return `${trimmed(period.toPrecision(6))} d`;
  const decimals = Math.min(10, Math.max(0, 1 - Math.floor(Math.log10(error))));
  return `${period.toFixed(decimals)} ± ${error.toFixed(decimals)} d`;
}

/** "4.2 %" down to a thousandth of one, then "1.6 × 10⁻¹³"; from the decimal logarithm. */
export function formatProbability(log10: number | null): string {
  if (log10 === null) return "–";
  if (log10 === Number.NEGATIVE_INFINITY) return "< 10⁻³⁰⁰";
  if (log10 >= -5) return `${trimmed((100 * 10 ** log10).toPrecision(2))} %`;
  const exponent = Math.floor(log10);
  const mantissa = (10 ** (log10 - exponent)).toFixed(1);
  return mantissa === "10.0" ? `1.0 × 10${superscript(exponent + 1)}` : `${mantissa} × 10${superscript(exponent)}`;
}

/** Without an exponent and without zeros that say nothing. */
const trimmed = (number: string) => String(Number(number));

const superscript = (exponent: number) =>
  [...String(exponent)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("");
