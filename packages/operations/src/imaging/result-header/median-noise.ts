/** n · variance of the median of n values of the unit normal distribution, n = 1 … 12, by quadrature. */
const variances = [
  1, 1, 1.346013, 1.192799, 1.434168, 1.288457, 1.473128, 1.345448, 1.494912, 1.383266, 1.508787, 1.410196,
];

/** As many averaged images have the noise of the median of n: 2 of 2, 2.23 of 3, 2 n / π of many. Good to 0.0003 n. */
export function effectiveImages(n: number): number {
  return n / (variances[n - 1] ?? tail(n));
}

/** Fit of the quadrature beyond the table. */
function tail(n: number): number {
  const [a, b] = n % 2 === 0 ? [2.2312, 3.7558] : [0.6742, -0.1238];
  return Math.PI / 2 - a / n + b / n ** 2;
}
