import { type Card, realCard, valueCard } from "../card.ts";

/** A seeded generator of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const size = 4096;

/**
 * A valid header of TAN, TAN-SIP or TPV coordinates: CD, PC with CDELT, CROTA2 or CDELT alone; any orientation, parity and LONPOLE;
 * poles, right ascensions out of range, both orders of the axes. Distortions are those of real cameras: monotonic over the frame.
 */
export function randomWcsCards(random: () => number): Card[] {
  const between = (low: number, high: number) => low + random() * (high - low);
  const chance = (share: number) => random() < share;
  const kind = ["TAN", "TAN-SIP", "TPV"][Math.floor(random() * 3)];
  const scale = 10 ** between(-1.3, 0.7) / 3600;
  // Of TPV with declination first wcslib exchanges the two coordinates, even where the polynomial is that of TAN.
  const swapped = kind !== "TPV" && chance(0.2);
  const type = (name: string) => `${name}${name === "RA" ? "---" : "--"}${kind}`;
  const ra = between(-360, 720);
  const dec = chance(0.1) ? [90, -90, 0, 89.9999, -89.9999][Math.floor(random() * 5)] : between(-90, 90);
  const cards = [
    valueCard("CTYPE1", type(swapped ? "DEC" : "RA")),
    valueCard("CTYPE2", type(swapped ? "RA" : "DEC")),
    realCard("CRVAL1", swapped ? dec : ra),
    realCard("CRVAL2", swapped ? ra : dec),
    realCard("CRPIX1", between(-500, size + 500)),
    realCard("CRPIX2", between(-500, size + 500)),
  ];
  if (chance(0.3)) cards.push(realCard("LONPOLE", between(-180, 360)));
  if (chance(0.3)) cards.push(valueCard("CUNIT1", "deg"), valueCard("CUNIT2", "deg"));
  cards.push(...linearCards(random, scale, kind, swapped));
  if (kind === "TAN-SIP") cards.push(...sipCards(random));
  if (kind === "TPV") cards.push(...tpvCards(random, scale));
  return cards;
}

function linearCards(random: () => number, scale: number, kind: string, swapped: boolean): Card[] {
  const angle = random() * 2 * Math.PI;
  const skew = (random() - 0.5) * 0.02;
  const [s1, s2] = [random() < 0.8 ? -scale : scale, scale * (1 + (random() - 0.5) * 0.02)];
  const pc = [Math.cos(angle), -Math.sin(angle + skew), Math.sin(angle), Math.cos(angle + skew)];
  const names = ["1_1", "1_2", "2_1", "2_2"];
  const steps = [realCard("CDELT1", s1), realCard("CDELT2", s2)];
  // The polynomial of TPV works on degrees, so that it is used with CD only: wcslib applies CDELT after it.
  switch (kind === "TPV" ? 0 : Math.floor(random() * 4)) {
    case 0:
      return names.map((name, i) => realCard(`CD${name}`, pc[i] * (i < 2 ? s1 : s2)));
    case 1:
      return [...steps, ...names.map((name, i) => realCard(`PC${name}`, pc[i]))];
    case 2:
      return [...steps, realCard(swapped ? "CROTA1" : "CROTA2", (angle * 180) / Math.PI)];
    default:
      return steps;
  }
}

function sipCards(random: () => number): Card[] {
  return ["A", "B"].flatMap((letter) => {
    const order = 2 + Math.floor(random() * 4);
    const cards = [valueCard(`${letter}_ORDER`, order)];
    for (let i = 0; i <= order; i++) {
      for (let j = Math.max(0, 2 - i); i + j <= order; j++) {
        const largest = 8 / size ** (i + j);
        if (random() < 0.8) cards.push(realCard(`${letter}_${i}_${j}`, (random() - 0.5) * 2 * largest));
      }
    }
    return cards;
  });
}

/** Exponents of PVi_4 … by total degree; 3, 11 and 23 are powers of the radius. */
const degreeOfTerm = [0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5];

function tpvCards(random: () => number, scale: number): Card[] {
  const field = scale * size;
  return [1, 2].flatMap((axis) => {
    const cards = [realCard(`PV${axis}_1`, 1 + (random() - 0.5) * 0.01)];
    const terms = 5 + Math.floor(random() * 19);
    for (let term = 0; term < terms; term++) {
      const largest = (0.001 * field) / field ** degreeOfTerm[term];
      if (term !== 1 && random() < 0.7) cards.push(realCard(`PV${axis}_${term}`, (random() - 0.5) * 2 * largest));
    }
    return cards;
  });
}
