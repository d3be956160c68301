/** To `digits` decimals, exact ties to the even last digit; null for what is not finite. */
export function rounded(value: number, digits: number): number | null {
  if (!Number.isFinite(value)) return null;
  const scale = 10 ** digits;
  const scaled = value * scale;
  const isTie = Math.abs(scaled % 1) === 0.5 && Number.isInteger(value * 2 ** (digits + 1));
  return isTie ? (2 * Math.round(scaled / 2)) / scale : Number(value.toFixed(digits));
}
