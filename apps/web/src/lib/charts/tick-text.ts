/** A number at a tick of an axis: with so many decimals, and more where zooming has put ticks between those. */
export function tickText(value: number, decimals: number): string {
  const own = /\.(\d*?)0*$/.exec(value.toFixed(8))?.[1]?.length ?? 0;
  return value.toFixed(Math.max(decimals, own));
}
