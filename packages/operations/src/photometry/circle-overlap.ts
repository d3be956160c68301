/** Area that the pixel with its lower left corner at (x, y) shares with the disc of radius `r` about (0, 0); exact to about 1e-15. */
export function circleOverlap(x: number, y: number, r: number): number {
  return rectangleOverlap(x, y, x + 1, y + 1, r);
}

/**
 * Area that the rectangle [x0, x1] × [y0, y1] shares with the disc of radius `r` about (0, 0). The rectangle is cut at the axes, so that in
 * each piece, mirrored to the first quadrant, the circle falls monotonically: a rectangle, a trapezium under the chord, and the segment
 * between chord and arc.
 */
export function rectangleOverlap(x0: number, y0: number, x1: number, y1: number, r: number): number {
  if (x0 >= 0) return halves(x0, x1, y0, y1, r);
  if (x1 <= 0) return halves(-x1, -x0, y0, y1, r);
  return halves(0, -x0, y0, y1, r) + halves(0, x1, y0, y1, r);
}

/** The same for a rectangle with 0 ≤ x0 < x1. */
function halves(x0: number, x1: number, y0: number, y1: number, r: number): number {
  if (y0 >= 0) return quadrant(x0, y0, x1, y1, r);
  if (y1 <= 0) return quadrant(x0, -y1, x1, -y0, r);
  return quadrant(x0, 0, x1, -y0, r) + quadrant(x0, 0, x1, y1, r);
}

/** The same for a rectangle in the first quadrant. */
function quadrant(x0: number, y0: number, x1: number, y1: number, r: number): number {
  if (x0 * x0 + y0 * y0 >= r * r) return 0;
  if (x1 * x1 + y1 * y1 <= r * r) return (x1 - x0) * (y1 - y0);
  const onLeft = half(r, x0);
  const onRight = half(r, x1);
  const enterX = onLeft > y1 ? half(r, y1) : x0;
  const enterY = Math.min(onLeft, y1);
  const leaveX = onRight <= y0 ? half(r, y0) : x1;
  const leaveY = Math.max(onRight, y0);
  const under = (enterX - x0) * (y1 - y0) + (leaveX - enterX) * ((enterY + leaveY) / 2 - y0);
  return under + segment(r, Math.sqrt((leaveX - enterX) ** 2 + (leaveY - enterY) ** 2));
}

/** √(r² − a²), 0 beyond the circle. */
function half(r: number, a: number): number {
  return a >= r ? 0 : Math.sqrt((r - a) * (r + a));
}

/** Area between an arc and its chord: r²/2·(θ − sin θ), for small θ by its series, since the difference cancels. */
function segment(r: number, chord: number): number {
  const angle = 2 * Math.asin(Math.min(1, chord / (2 * r)));
  if (angle > 0.7) return ((r * r) / 2) * (angle - Math.sin(angle));
  const t = angle * angle;
  const series = 1 - (t / 20) * (1 - (t / 42) * (1 - (t / 72) * (1 - (t / 110) * (1 - t / 156))));
  return ((r * r) / 2) * ((angle * t) / 6) * series;
}
