import type { Header } from "../header.ts";

/** A map of the plane onto itself. */
export type PlaneMap = (u: number, v: number) => [number, number];

interface Term {
  i: number;
  j: number;
  value: number;
}

const largestOrder = 9;
const letters = ["A", "B"] as const;

/**
 * The SIP distortion of pixel offsets: (u, v) → (u + Σ A_i_j uⁱvʲ, v + Σ B_i_j uⁱvʲ) (Shupe et al. 2005). Undefined where the header
 * has none. AP and BP are not used: the inverse is found from the forward map.
 */
export function sipFromHeader(header: Header): PlaneMap | undefined {
  if (!header.states("A_ORDER") && !header.states("B_ORDER")) return undefined;
  const a = terms(header, "A");
  const b = terms(header, "B");
  return (u, v) => [u + sum(a, u, v), v + sum(b, u, v)];
}

/** In words, why the SIP polynomials of a header cannot be used; undefined where they can or there are none. */
export function sipDefect(header: Header): string | undefined {
  const orders = letters.map((letter) => header.number(`${letter}_ORDER`));
  for (const [index, order] of orders.entries()) {
    if (order === undefined) continue;
    const keyword = `${letters[index]}_ORDER`;
    if (!(order >= 0 && order <= largestOrder))
      return `${keyword} is ${order}, but SIP has orders up to ${largestOrder}`;
    const other = `${letters[1 - index]}_ORDER`;
    const isAlone = orders[1 - index] === undefined && terms(header, letters[index]).length > 0;
    if (isAlone) return `${keyword} stands without ${other}, so that half of the SIP distortion is missing`;
  }
  return undefined;
}

function terms(header: Header, letter: "A" | "B"): Term[] {
  const order = header.integer(`${letter}_ORDER`) ?? 0;
  const found: Term[] = [];
  for (let i = 0; i <= order; i++) {
    for (let j = 0; i + j <= order; j++) {
      const value = header.number(`${letter}_${i}_${j}`) ?? 0;
      if (value !== 0) found.push({ i, j, value });
    }
  }
  return found;
}

function sum(list: Term[], u: number, v: number): number {
  let total = 0;
  for (const { i, j, value } of list) total += value * u ** i * v ** j;
  return total;
}
