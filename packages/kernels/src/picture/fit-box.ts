/** The size of a width × height picture shrunk into a box with its aspect kept; unchanged when it fits already. */
export function fitBox(width: number, height: number, boxWidth: number, boxHeight: number) {
  if (width <= boxWidth && height <= boxHeight) return { width, height };
  const aspect = width / height;
  if (boxWidth / boxHeight >= aspect) {
    return { width: closest(boxHeight * aspect, (n) => Math.abs(aspect - n / boxHeight)), height: boxHeight };
  }
  return {
    width: boxWidth,
    height: closest(boxWidth / aspect, (n) => (n === 0 ? 0 : Math.abs(aspect - boxWidth / n))),
  };
}

/** Of the whole numbers around `value` the one with the smaller error, the lower on a tie; at least 1. */
function closest(value: number, error: (n: number) => number): number {
  const low = Math.floor(value);
  const high = Math.ceil(value);
  return Math.max(1, error(high) < error(low) ? high : low);
}
