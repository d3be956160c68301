type Span = readonly [from: number, to: number];

/** One of several equal steps of an operation, in fractions of the whole. */
interface Share {
  at(fraction: number): number;
  part(from: number, to: number): Span;
}

/** The step `index` of `count` equal ones that fill `whole`. */
export function shareOf(index: number, count: number, [start, end]: Span): Share {
  const at = (fraction: number) => start + ((end - start) * (index + fraction)) / count;
  return { at, part: (from, to) => [at(from), at(to)] };
}
