/** First column whose centre is within √limit of x, its edge counting or not, found by exactly that test; `up`: the row's distance². */
export function firstColumn(x: number, up: number, limit: number, edge: boolean): number {
  let column = Math.floor(x - 0.5 - Math.sqrt(Math.max(0, limit - up)));
  while (column < x && outside((column - x + 0.5) ** 2 + up, limit, edge)) column++;
  return column;
}

/** One after the last such column; not above the first where there is none. */
export function endColumn(x: number, up: number, limit: number, edge: boolean): number {
  let column = Math.ceil(x - 0.5 + Math.sqrt(Math.max(0, limit - up)));
  while (column > x - 1 && outside((column - x + 0.5) ** 2 + up, limit, edge)) column--;
  return column + 1;
}

function outside(square: number, limit: number, edge: boolean): boolean {
  return edge ? square > limit : square >= limit;
}
