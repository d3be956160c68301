import { type Card, Header, valueCard } from "@datalab/fits";
import { type CombinationKind, type Fate, fateOf } from "./card-rules.ts";
import { exposureSpan } from "./exposure-span.ts";
import { exposureTimes } from "./exposure-times.ts";
import { type Combined, fates } from "./fates.ts";
import { type ImageHeader, isLeftOut } from "./image-cards.ts";

interface ResultHeaderOptions {
  readonly kind: CombinationKind;
  /** Of a quotient. */
  readonly divisor?: number;
  /** The images were brought to another grid, whose coordinates the caller puts in. */
  readonly resampled?: boolean;
  /** The result is smaller than the first image. */
  readonly cropped?: boolean;
}

/** A header that describes the result, and what its history should say of cards that it lacks. */
interface ResultHeader {
  readonly header: Header;
  readonly remarks: readonly string[];
}

/**
 * The first image's header with every card made true of the result: cards about the exposure, its noise and the sky are worked out from
 * all images or left out, and so are cards in which the exposures differ (`card-rules.ts` is the table). A value that cannot be read
 * counts as unknown. Sums and medians get NCOMBINE and, where the time of every exposure is known, DATE-END and MJD-MID.
 */
export function resultHeader(images: readonly ImageHeader[], options: ResultHeaderOptions): ResultHeader {
  const { kind, divisor = 1, resampled = false, cropped = false } = options;
  const combined: Combined = { images, spans: images.map(exposureSpan), divisor };
  const isSeveral = kind === "sum" || kind === "median";
  const inherited = isSeveral ? withCards(images[0].header, [oneImage]) : images[0].header;
  const { header, left } = decide(inherited, combined, (keyword) => fateOf(keyword, kind, { resampled, cropped }));
  const result = isSeveral ? withCards(header, exposureTimes(combined)) : header;
  return { header: result, remarks: remarksOf([...left].filter(([keyword]) => !result.has(keyword))) };
}

const oneImage = valueCard("NCOMBINE", 1, "number of images combined");

function decide(
  { cards, label }: Header,
  combined: Combined,
  fateFor: (keyword: string) => Fate,
): { header: Header; left: Map<string, string> } {
  const left = new Map<string, string>();
  const seen = new Set<string>();
  const kept = cards.filter((card) => {
    const keyword = card.keyword.toUpperCase();
    const isFirst = card.commentary || !seen.has(keyword);
    if (!card.commentary) seen.add(keyword);
    return isFirst;
  });
  const decided = kept.flatMap((card) => {
    if (card.commentary) return [card];
    const keyword = card.keyword.toUpperCase();
    const verdict = fates[fateFor(keyword)](card, keyword, combined);
    if (!isLeftOut(verdict)) return [verdict];
    left.set(keyword, verdict.because);
    return [];
  });
  const header = new Header(decided);
  header.label = label;
  return { header, left };
}

/** The header with those of the cards whose keyword it lacks, after its last value. */
function withCards(header: Header, cards: readonly Card[]): Header {
  const result = [...header.cards];
  const place = result.findLastIndex((card) => !card.commentary) + 1;
  result.splice(place, 0, ...cards.filter(({ keyword }) => !header.has(keyword)));
  const longer = new Header(result);
  longer.label = header.label;
  return longer;
}

/** One sentence a reason, in characters that a header may hold. */
function remarksOf(left: readonly (readonly [keyword: string, because: string])[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const [keyword, because] of left) reasons.set(because, [...(reasons.get(because) ?? []), keyword]);
  return [...reasons].map(([because, keywords]) =>
    `left out ${keywords.join(", ")}: ${because}`.replace(/[^ -~]/g, "?"),
  );
}
