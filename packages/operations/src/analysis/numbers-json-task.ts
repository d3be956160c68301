import { type TaskOutcome, type ThreadContext, taskHandle } from "@datalab/kernels";

export interface NumbersJson {
  /** Backed by shared memory, so that nothing is copied. */
  readonly values: Float32Array;
  readonly from: number;
  readonly to: number;
}

/** For `pool.call(numbersJsonTask, …)`. */
export const numbersJsonTask = taskHandle<typeof numbersJson>("analysis.numbersJson");

/** Nine digits name a float32 among all others. */
const digits = 9;
const longestText = 24;
const zero = 48;
const mostDecimals = 15;
const powers = Array.from({ length: mostDecimals + 1 }, (_, exponent) => 10 ** exponent);

/** values[from] to values[to − 1] as JSON, separated by commas: nine significant digits, trailing zeros left out, null for what is not finite. */
export function numbersJson(_context: ThreadContext, { values, from, to }: NumbersJson): TaskOutcome<Uint8Array> {
  const text = new Uint8Array((to - from) * longestText);
  let end = 0;
  for (let i = from; i < to; i++) {
    if (i > from) text[end++] = 44;
    end = writeNumber(values[i], text, end);
  }
  const result = text.slice(0, end);
  return { result, transfer: [result.buffer] };
}

function writeNumber(value: number, text: Uint8Array, at: number): number {
  const size = Math.abs(value);
  if (!(size >= 1e-6 && size < 1e9)) return writeRare(value, text, at);
  let decimals = 0;
  while (size * powers[decimals] < powers[digits - 1]) decimals++;
  let scaled = Math.round(size * powers[decimals]) | 0; // whole numbers of 32 bits are several times as fast
  let length = scaled < powers[digits] ? digits : digits + 1;
  while (decimals > 0 && scaled % 10 === 0) {
    scaled = (scaled / 10) | 0;
    decimals--;
    length--;
  }
  let end = at;
  if (value < 0) text[end++] = 45;
  const count = Math.max(length, decimals + 1) + (decimals > 0 ? 1 : 0);
  for (let place = 0, position = end + count - 1; position >= end; place++, position--) {
    if (decimals > 0 && place === decimals) text[position] = 46;
    else {
      const rest = (scaled / 10) | 0;
      text[position] = zero + scaled - rest * 10;
      scaled = rest;
    }
  }
  return end + count;
}

/** Very large and very small numbers, 0, and what JSON has no number for. */
function writeRare(value: number, text: Uint8Array, at: number): number {
  const written = Number.isFinite(value) ? JSON.stringify(Number(value.toPrecision(digits))) : "null";
  for (let i = 0; i < written.length; i++) text[at + i] = written.charCodeAt(i);
  return at + written.length;
}
