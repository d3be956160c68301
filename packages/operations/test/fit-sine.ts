/** Weighted least-squares sine of a known period through a light curve: its semi-amplitude and that one's standard error. */
export function fitSine(
  times: readonly number[],
  values: readonly number[],
  sigmas: readonly number[],
  period: number,
) {
  const rows = times.map((time) => {
    const phase = (2 * Math.PI * (time - times[0])) / period;
    return [1, Math.cos(phase), Math.sin(phase)];
  });
  const weights = sigmas.map((sigma) => sigma ** -2);
  const sum = (term: (index: number) => number) =>
    rows.reduce((total, _, index) => total + weights[index] * term(index), 0);
  const matrix = [0, 1, 2].map((i) => [0, 1, 2].map((j) => sum((row) => rows[row][i] * rows[row][j])));
  const inverse = inverted(matrix);
  const right = [0, 1, 2].map((i) => sum((row) => rows[row][i] * values[row]));
  const [, a, b] = inverse.map((line) => line.reduce((total, value, j) => total + value * right[j], 0));
  const amplitude = Math.hypot(a, b);
  const variance = (a * a * inverse[1][1] + 2 * a * b * inverse[1][2] + b * b * inverse[2][2]) / amplitude ** 2;
  return { amplitude, sigma: Math.sqrt(variance) };
}

/** Of a 3 × 3 matrix, by cofactors. */
function inverted(m: number[][]): number[][] {
  const cofactor = (i: number, j: number) => {
    const [r0, r1] = [(i + 1) % 3, (i + 2) % 3];
    const [c0, c1] = [(j + 1) % 3, (j + 2) % 3];
    return m[r0][c0] * m[r1][c1] - m[r0][c1] * m[r1][c0];
  };
  const determinant = m[0][0] * cofactor(0, 0) + m[0][1] * cofactor(0, 1) + m[0][2] * cofactor(0, 2);
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => cofactor(j, i) / determinant));
}
