import { type Card, realCard, valueCard } from "@datalab/fits";
import type { Fate } from "./card-rules.ts";
import { type ExposureSpan, lengthCards } from "./exposure-span.ts";
import {
  areAlike,
  cardOf,
  type ImageHeader,
  isLeftOut,
  type LeftOut,
  numberIn,
  numbersIn,
  statesTheSame,
} from "./image-cards.ts";
import { effectiveImages } from "./median-noise.ts";

/** What decides about the cards of one result. */
export interface Combined {
  /** The first one's header is inherited. */
  readonly images: readonly ImageHeader[];
  readonly spans: readonly ExposureSpan[];
  /** Of a quotient. */
  readonly divisor: number;
}

/** The result's card, or why it has none. */
type Decide = (card: Card, keyword: string, combined: Combined) => Card | LeftOut;

const differ: LeftOut = { because: "the images differ" };

export const fates: Readonly<Record<Fate, Decide>> = {
  first: (card) => card,
  dropped: () => ({ because: "not true of the result" }),
  same: (card, keyword, { images }) => (statesTheSame(images, keyword) ? card : differ),
  shared(card, keyword, { images }) {
    const stating = images.filter(({ header }) => header.has(keyword));
    return statesTheSame(stating, keyword) ? card : differ;
  },
  start: (card, keyword, combined) => fromExtreme(card, keyword, combined, earliest(combined.spans), "start"),
  end: (card, keyword, combined) => fromExtreme(card, keyword, combined, latest(combined.spans), "end"),
  total: (card, keyword, { images }) => withNumber(card, numbersIn(images, aliases(keyword)), sum),
  average: (card, keyword, { images, spans }) =>
    withNumber(card, numbersIn(images, [keyword]), (values) => weightedMean(values, weightsOf(spans))),
  count(card, keyword, { images }) {
    const counts = images.map((image) => (image.header.has(keyword) ? numberIn(image, [keyword]) : 1));
    return withNumber(card, counts.find(isLeftOut) ?? (counts as number[]), sum);
  },
  saturation(card, keyword, { images }) {
    const lengths = images.map((image) => numberIn(image, lengthCards));
    const known = lengths.filter((length) => typeof length === "number");
    const alike = known.length === 0 || (known.length === images.length && areAlike(known));
    if (!alike) return { because: "the exposures differ, so that no level of the sum tells what is saturated" };
    return withNumber(card, numbersIn(images, [keyword]), sum);
  },
  divided: (card, keyword, { images, divisor }) =>
    divisor > 0 ? withNumber(card, numbersIn(images, [keyword]), ([value]) => value / divisor) : notPositive,
  multiplied(card, keyword, { images, divisor }) {
    if (isSetting(images[0], keyword)) return card;
    return divisor > 0 ? withNumber(card, numbersIn(images, [keyword]), ([value]) => value * divisor) : notPositive;
  },
  gainOfMedian(card, keyword, { images, spans }) {
    if (!statesTheSame(images, keyword)) return differ;
    if (isSetting(images[0], keyword)) return card;
    if (!areLike(spans)) return unlike;
    return withNumber(card, numbersIn(images, [keyword]), ([value]) => value * effectiveImages(images.length));
  },
  readNoiseOfMedian(card, keyword, { images, spans }) {
    if (!statesTheSame(images, keyword) || !haveOneGain(images)) return differ;
    if (!areLike(spans)) return unlike;
    return withNumber(card, numbersIn(images, [keyword]), ([value]) => value * effectiveImages(images.length) ** 0.5);
  },
  readNoiseOfSum(card, keyword, { images }) {
    if (!haveOneGain(images)) return { because: "the gains differ" };
    return withNumber(card, numbersIn(images, [keyword]), (values) => Math.hypot(...values));
  },
  readNoiseOfDifference(card, keyword, { images }) {
    const gains = images.map(gainOf);
    const [gain, other] = gains;
    if ((gain === undefined) !== (other === undefined)) return { because: "the gain of one image is not known" };
    const ratio = gain !== undefined && other !== undefined ? gain / other : 1;
    return withNumber(card, numbersIn(images, [keyword]), ([noise, taken]) => Math.hypot(noise, taken * ratio));
  },
};

const notPositive: LeftOut = { because: "the divisor is not positive" };
const unlike: LeftOut = { because: "the exposures differ" };

function withNumber(card: Card, values: number[] | LeftOut, combine: (values: number[]) => number): Card | LeftOut {
  if (isLeftOut(values)) return values;
  const value = combine(values);
  if (!Number.isFinite(value)) return { because: "out of range" };
  const whole = Number.isInteger(value) && Number.isInteger(card.value) && !card.real;
  return whole ? valueCard(card.keyword, value, card.comment) : realCard(card.keyword, value, card.comment);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  return sum(values.map((value, i) => value * weights[i])) / sum(weights);
}

/** The lengths of the exposures, where they are known and not all zero; else all alike. */
export function weightsOf(spans: readonly ExposureSpan[]): number[] {
  const lengths = spans.map(({ length }) => length);
  const known = lengths.every((length) => length !== undefined) && lengths.some((length) => length > 0);
  return lengths.map((length) => (known && length !== undefined ? length : 1));
}

function areLike(spans: readonly ExposureSpan[]): boolean {
  const lengths = spans.map(({ length }) => length).filter((length) => length !== undefined);
  return lengths.length === 0 || (lengths.length === spans.length && areAlike(lengths));
}

function aliases(keyword: string): string[] {
  return lengthCards.includes(keyword) ? [keyword, ...lengthCards.filter((other) => other !== keyword)] : [keyword];
}

function haveOneGain(images: readonly ImageHeader[]): boolean {
  return ["GAIN", "EGAIN"].every((keyword) => statesTheSame(images, keyword));
}

/** e−/ADU: EGAIN, else GAIN. */
function gainOf(image: ImageHeader): number | undefined {
  const gain = numberIn(image, ["EGAIN", "GAIN"]);
  return isLeftOut(gain) || gain <= 0 ? undefined : gain;
}

/** Beside an EGAIN that differs, GAIN is a setting of the camera, not e−/ADU. */
function isSetting(image: ImageHeader, keyword: string): boolean {
  if (keyword !== "GAIN") return false;
  const electrons = numberIn(image, ["EGAIN"]);
  return !isLeftOut(electrons) && electrons > 0 && electrons !== numberIn(image, ["GAIN"]);
}

/** The place of the image that began first; undefined where any beginning is unknown. */
function earliest(spans: readonly ExposureSpan[]): number | undefined {
  return placeOfLeast(spans.map(({ start }) => start));
}

function latest(spans: readonly ExposureSpan[]): number | undefined {
  return placeOfLeast(spans.map(({ end }) => end && -end));
}

function placeOfLeast(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? undefined : known.indexOf(Math.min(...known));
}

function fromExtreme(
  card: Card,
  keyword: string,
  { images, spans }: Combined,
  place: number | undefined,
  member: "start" | "end",
): Card | LeftOut {
  if (statesTheSame(images, keyword)) return card;
  if (member === "end" && !statesTheSame(images, "TIMESYS")) return { because: "the time scales differ" };
  if (place === undefined) {
    const unknown = spans.findIndex((span) => span[member] === undefined);
    return { because: `the ${member} of ${images[unknown].basename} is not known` };
  }
  return cardOf(images[place].header, keyword) ?? { because: `not stated by ${images[place].basename}` };
}
