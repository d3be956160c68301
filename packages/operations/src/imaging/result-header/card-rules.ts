import { celestialCard } from "./celestial-cards.ts";

/**
 * How images become one. `sum`: pixel by pixel, a missing value as 0. `median`: the middle value of like images. `quotient`: one image
 * divided by a number. `difference`: the first image minus the second.
 */
export type CombinationKind = "sum" | "median" | "quotient" | "difference";

/**
 * What becomes of a card of the first image.
 * - first: it stays as it is. dropped: it no longer holds.
 * - same: it stays where every image states the same. shared: it stays unless another image states something else.
 * - start, end: it comes from the image that began first, or ended last.
 * - total: the sum over the images. average: the mean, weighted by the exposures. count: the images in it, those of the inputs included.
 * - saturation: of a sum, the sum of the levels, where the exposures do not differ.
 * - divided, multiplied: by the divisor of a quotient.
 * - gainOfMedian, readNoiseOfMedian, readNoiseOfSum, readNoiseOfDifference: as the noise of the result has it.
 */
export type Fate =
  | "first"
  | "dropped"
  | "same"
  | "shared"
  | "start"
  | "end"
  | "total"
  | "average"
  | "count"
  | "saturation"
  | "divided"
  | "multiplied"
  | "gainOfMedian"
  | "readNoiseOfMedian"
  | "readNoiseOfSum"
  | "readNoiseOfDifference";

interface CardRule extends Readonly<Record<CombinationKind, Fate>> {
  /** Keywords, or what they look like. */
  readonly cards: string | RegExp;
  /** Instead, where the images were brought to another grid. */
  readonly resampled?: Fate;
  /** Instead, where the result is smaller than the first image. */
  readonly cropped?: Fate;
}

const always = (fate: Fate) => ({ sum: fate, median: fate, quotient: fate, difference: fate });
/** Of several exposures, as the sum and the median are; the other two results are still one exposure. */
const ofExposures = (fate: Fate) => ({ ...always("first"), sum: fate, median: fate });

/** The first row that names a card counts. */
const cardRules: readonly CardRule[] = [
  // How the pixels and the file are stored, which the writer settles.
  {
    cards:
      /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|[PG]COUNT|GROUPS|EXTEND|EXTNAME|EXTVER|EXTLEVEL|INHERIT|LONGSTRN|B(ZERO|SCALE|LANK)|Z?HECKSUM|CHECKSUM|Z?DATASUM)$/,
    ...always("first"),
  },

  // The exposure.
  { cards: "EXPTIME EXPOSURE XPOSURE EXP_TIME", ...ofExposures("same"), sum: "total" },
  { cards: "ONTIME LIVETIME DARKTIME ITIME", ...ofExposures("same"), sum: "total" },
  { cards: "TELAPSE ELAPTIME", ...ofExposures("dropped") },
  { cards: "NCOMBINE", ...ofExposures("count") },
  {
    cards:
      "DATE-OBS DATE-BEG MJD-OBS MJD-BEG MJD-STR JD_SOBS TIME-OBS TIME-BEG UTSTART UTSHUT UT UTC UTOBS UT-OBS UTC-OBS UT-START UT-STR LST-OBS",
    ...ofExposures("start"),
  },
  { cards: "TIMESYS AMSTART", ...ofExposures("start") },
  { cards: "DATE-END MJD-END UTSTOP UTEND UT-END TIME-END AMEND", ...ofExposures("end") },
  { cards: "DATE-AVG MJD-AVG DATE-MID MJD-MID", ...ofExposures("dropped") },
  { cards: "AIRMASS", ...ofExposures("average") },

  // Counts, electrons and noise.
  {
    cards: "SATURATE MAXLIN SATLEVEL",
    ...{ sum: "saturation", median: "same", quotient: "divided", difference: "dropped" },
  },
  { cards: "EGAIN GAIN", ...{ sum: "same", median: "gainOfMedian", quotient: "multiplied", difference: "first" } },
  {
    cards: "RDNOISE READNOIS RDNOIS RON ENOISE",
    ...{ sum: "readNoiseOfSum", median: "readNoiseOfMedian", quotient: "first", difference: "readNoiseOfDifference" },
  },
  { cards: "BUNIT", ...always("same"), quotient: "dropped" },
  { cards: "L1MEAN L1MEDIAN L1SIGMA SKYLEVEL SKYMAG SKYSIGMA SKYADU BACKGND BKGLEVEL", ...always("dropped") },
  { cards: "DATAMIN DATAMAX DATAMEAN DATASTD IRAF-MIN IRAF-MAX PEDESTAL CBLACK CWHITE", ...always("dropped") },
  {
    cards: "L1ZP L1ZPERR L1COLOR ZP MAGZP MAGZPT MAGZERO PHOTZP PHOTFLAM PHOTZPT",
    ...{ sum: "dropped", median: "same", quotient: "dropped", difference: "first" },
  },

  // The sky. Images are laid over each other at their first pixels, so the first image's coordinates are the result's;
  // those of another grid are put in by whoever made it.
  { cards: "RADESYS RADECSYS EQUINOX EPOCH PIXSCALE", ...always("first") },
  { cards: celestialCard, ...always("first") },
  {
    cards: /^(LT[MV]\d(_\d)?|WAT\d_\d+|WCSERR|WCSRDRES|WCSNREF|WCSMATCH|PLTSOLVD|ASTRRMS\d?)$/,
    ...ofExposures("same"),
    resampled: "dropped",
  },
  {
    cards: "SECPIX SECPIX1 SECPIX2 SCALE PLTSCALE ROTATE ROTANGLE ROTSKYPA ORIENTAT POSANGLE PA OBJCTROT",
    ...ofExposures("same"),
    resampled: "dropped",
  },
  { cards: "XPIXSZ YPIXSZ XBINNING YBINNING CCDSUM L1ELLIPA", ...ofExposures("same"), resampled: "dropped" },
  {
    cards: /^(DATA|TRIM|BIAS|CCD|DET|AMP)SEC\d*$/,
    ...ofExposures("same"),
    ...{ resampled: "dropped", cropped: "dropped" },
  },

  // What it is called, and when the file was made.
  { cards: "OBJECT", ...ofExposures("shared") },
  { cards: "DATE DLAB_KEY", ...always("dropped") },
  { cards: "FILENAME ORIGNAME", ...ofExposures("dropped") },
];

/** Of all other cards: what all exposures have in common is true of the result. */
const otherwise: CardRule = { cards: "", ...ofExposures("same") };

const byKeyword = new Map(
  cardRules.flatMap((rule) =>
    typeof rule.cards === "string" ? rule.cards.split(" ").map((keyword) => [keyword, rule] as const) : [],
  ),
);

export function fateOf(
  keyword: string,
  kind: CombinationKind,
  { resampled, cropped }: { resampled: boolean; cropped: boolean },
): Fate {
  const rule =
    byKeyword.get(keyword) ??
    cardRules.find(({ cards }) => cards instanceof RegExp && cards.test(keyword)) ??
    otherwise;
  return (resampled && rule.resampled) || (cropped && rule.cropped) || rule[kind];
}
