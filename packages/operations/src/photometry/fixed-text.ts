/** A number with this many decimals, ties to even as C and Python print them; `nan` for what is not finite. */
export function fixedText(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return "nan";
  const size = Math.abs(value);
  return (value < 0 ? "-" : "") + (isTie(size, decimals) ? towardsEven(size, decimals) : size).toFixed(decimals);
}

/** Only a multiple of 2^−(decimals + 1) can lie exactly between two printed numbers. */
function isTie(value: number, decimals: number): boolean {
  return Number.isInteger(value * 2 ** (decimals + 1)) && (value * 10 ** decimals) % 1 === 0.5;
}

function towardsEven(value: number, decimals: number): number {
  const below = Math.floor(value * 10 ** decimals);
  return (below % 2 === 0 ? below : below + 1) / 10 ** decimals;
}
