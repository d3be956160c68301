import { rawCard } from "./raw-fits.mjs";
import { text } from "./structure.mjs";

/** Keywords that size, place or scale something. */
const sharp =
  /^(BITPIX|NAXIS|PCOUNT|GCOUNT|GROUPS|TFIELDS|TFORM|TDIM|TNULL|TSCAL|TZERO|TBCOL|THEAP|Z|BSCALE|BZERO|BLANK|CTYPE|CRVAL|CRPIX|CD|PC|CROTA|CUNIT|LONPOLE|LATPOLE|[AB]_|PV|DATASUM|CHECKSUM|EXTVER|SIMPLE|XTENSION)/;

const added = [
  ..."NAXIS NAXIS1 NAXIS2 NAXIS3 PCOUNT GCOUNT THEAP TFIELDS BLANK BSCALE BZERO GROUPS".split(" "),
  ..."ZBLANK ZSCALE ZZERO ZTILE1 ZTILE2 ZNAXIS3 ZDITHER0 ZQUANTIZ ZCMPTYPE ZVAL1 ZNAME1 ZMASKCMP ZIMAGE".split(" "),
  ..."TNULL1 TSCAL1 TZERO1 TDIM1 TFORM1 TFORM2 CTYPE1 CTYPE2 CUNIT1 CD1_1 PC1_1 CDELT1 CRPIX1 LONPOLE".split(" "),
  ..."A_ORDER A_9_0 B_0_9 AP_ORDER PV1_1 PV2_39 DATASUM CHECKSUM EXTEND CONTINUE COMMENT".split(" "),
];

const numbers =
  "0 1 -1 2 3 4 7 8 9 16 32 64 -32 -64 12 100 255 999 1000 32768 65536 1000000 2147483647 2147483648 -2147483648 4294967296 " +
  "9007199254740991 9007199254740993 9223372036854775807 1E308 -1E308 1E-320 1D5 0.5 -0.0 1.0 2.0 NaN INF 1E999 .5 5. +1 " +
  "99999999999999999999999999999 0x10 1e 90 -90 180 359.999999 360 720";
const words =
  "'' ' ' 'X' ''' 'RICE_1' 'RICE_ONE' 'GZIP_1' 'GZIP_2' 'PLIO_1' 'HCOMPRESS_1' 'NOCOMPRESS' 'NO_DITHER' 'SUBTRACTIVE_DITHER_1' " +
  "'SUBTRACTIVE_DITHER_2' 'IMAGE' 'BINTABLE' 'TABLE' '1PB' '1PB(9)' '1QJ' '0PB' '2PB' '1PI' '0A' '1X' '9X' '1K' '3D' '1C' " +
  "'999999999B' '999999999M' '1Z' 'A' 'F5.2' 'I20' '(1,2)' '(0)' '(99999999999)' 'RA---TAN' 'DEC--TAN' 'RA---TPV' 'DEC--TPV' " +
  "'RA---TAN-SIP' 'DEC--TAN-SIP' 'RA---ZPN' 'GLON-TAN' 'deg' 'arcsec' 'furlong' 'BLOCKSIZE' 'BYTEPIX' 'SCALE' 'SMOOTH'";
const values = [
  ...numbers.split(" "),
  ...numbers.split(" "),
  ...words.split(/ (?=')/),
  "T",
  "F",
  "",
  "(1,2)",
  "'unclosed",
];

function pickCard(bytes, { structure, random }) {
  const { cards } = structure;
  if (cards.length === 0) return undefined;
  let at = random.pick(cards);
  for (let tries = 0; tries < 6 && random.chance(0.8) && !sharp.test(text(bytes, at, 8)); tries++) {
    at = random.pick(cards);
  }
  return at + 80 <= bytes.length ? at : undefined;
}

/** Another value for a keyword that stands there: one that is known to hurt, or the next number. */
export function setValue(bytes, context) {
  const at = pickCard(bytes, context);
  if (at === undefined) return;
  const { random } = context;
  const old = Number(text(bytes, at + 10, 20));
  const near = Number.isFinite(old) && random.chance(0.3);
  const value = near
    ? String(random.chance(0.5) ? old + random.below(5) - 2 : old * random.pick([2, -1, 0.5, 1e6]))
    : random.pick(values);
  bytes.write(rawCard(text(bytes, at, 8).trimEnd(), value), at, "latin1");
}

/** A card doubled, lost, exchanged, put in, broken; END gone or early. */
export function mutateCard(bytes, context) {
  const { structure, random } = context;
  const at = pickCard(bytes, context);
  if (at === undefined) return;
  const card = bytes.subarray(at, at + 80);
  const other = random.pick(structure.cards);
  switch (random.below(8)) {
    case 0:
      bytes.copyWithin(other, at, at + 80);
      break;
    case 1:
      card.fill(0x20);
      break;
    case 2:
      card.write(rawCard(random.pick(added), random.pick(values)), "latin1");
      break;
    case 3:
      card[random.below(80)] = random.below(256);
      break;
    case 4:
      card.write("END".padEnd(80), "latin1");
      break;
    case 5:
      card.write(`CONTINUE  '${"&".repeat(random.below(60))}&'`.padEnd(80).slice(0, 80), "latin1");
      break;
    case 6: {
      const end = bytes.indexOf("END     ", at);
      if (end >= 0) bytes[end + random.below(8)] = random.below(256);
      break;
    }
    default:
      card.write(`HIERARCH ${"A ".repeat(random.below(30))}= ${random.pick(values)}`.padEnd(80).slice(0, 80), "latin1");
  }
}
