/** What a file of the field that was always read rightly must give; values as astropy 5.2.1 reads them where nothing else is said. */
export interface FieldOutcome {
  /** Words of the refusal, of `info` and `verify` alike; then nothing else is read. */
  refused?: string;
  /** Shape as `info` prints it, the first pixels, their sum, how many are NaN. */
  image?: { hdu?: number; shape: string; first: number[]; sum: number; missing?: number };
  /** Right ascension and declination of the pixels (0, 0) and (20, 5); in words, why there are none. */
  sky?: [number, number][] | string;
  /** What `table FILE 1` prints. */
  table?: string;
  cards?: Record<string, unknown>;
  /** What `verify` says of a sound file beside that. */
  note?: string;
}

const ramp = { shape: "32 × 24", first: [0, 0.3333333432674408, 0.6666666865348816], sum: 98176.0000000298 };
const integers = { shape: "32 × 24", first: [-4000, -3993, -3986], sum: -1010304 };
const turned: [number, number][] = [
  [150.2514092577862, -20.501459994314217],
  [150.24938078430625, -20.50055999890236],
];
const sip: [number, number][] = [
  [150.2513779607142, -20.501481639563913],
  [150.24937681809027, -20.500568043888254],
];
const tiles = { hdu: 1, shape: "60 × 40" };
const rows = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join("");

/** The folders of the field whose README holds no expected.json. */
export const fieldOutcomes: Record<string, FieldOutcome> = {
  "blank-crpix": {
    image: ramp,
    sky: [
      [150.24964768631207, -20.501129999644515],
      [150.247619227547, -20.500229983774428],
    ],
  },
  "blank-float": { image: ramp },
  // BLANK = -4000.0 is a whole number: the first pixel has no value. astropy leaves it a number.
  "blank-real": { image: { ...integers, first: [Number.NaN, -3993, -3986], sum: -1006304, missing: 1 } },
  "blank-string": { image: integers, note: "BLANK stands in quotes" },
  "bscale-zero": { image: { shape: "32 × 24", first: [5, 5, 5], sum: 3840 } },
  "bzero-odd": { image: { shape: "32 × 24", first: [32768.5, 32768.5, 32768.5], sum: 25166208 } },
  "cd-and-cdelt": { image: ramp, sky: turned },
  "cd-missing": {
    image: ramp,
    sky: [
      [150.25165480693158, -20.501149992160595],
      [150.24951957374856, -20.50064999933925],
    ],
  },
  // CD is taken, as the program that solved the field meant it: astropy's answer once the PC cards are deleted.
  "cd-pc": { image: ramp, sky: turned },
  "crval-360": { image: ramp, sky: turned },
  "ctype-mix": { image: ramp, sky: "do not belong together" },
  "cunit-arcsec": { image: ramp, sky: turned },
  "cunit-plural": { image: ramp, sky: turned },
  "d-exponent": { image: { shape: "32 × 24", first: [-9900, -9882.5, -9865], sum: -2448960 } },
  "data-unpadded": { image: ramp },
  dup: { image: ramp, cards: { EXPTIME: 30 } },
  "end-garbage": { image: ramp },
  // The pixels begin with the next block of 2880 bytes, for CFITSIO too.
  "end-unpadded": { image: { shape: "32 × 24", first: [193.3333282470703, 193.6666717529297, 194], sum: 42206 } },
  hierarch: {
    image: ramp,
    cards: { "ESO  INS FILT1 NAME": "V_HIGH", "ESO DET OUT1 GAIN": 1.25, "foo.bar": 3, "ESO TEL": undefined },
  },
  "huge-int": {
    image: ramp,
    cards: { QID: 55700500000000071282n, QOFFID: 10000000000000000001n, PLPROCID: "89113e6" },
  },
  int64: { image: { shape: "32 × 24", first: [-4e15, -3.993e15, -3.986e15], sum: -1.010304e18 } },
  int8: { image: { shape: "32 × 24", first: [-128, -128, -128], sum: -384 } },
  lonpole: {
    image: ramp,
    sky: [
      [150.24859076906625, -20.49853999431574],
      [150.25061921116816, -20.499439998902467],
    ],
  },
  lower: { image: ramp, cards: { EXPTIME: 30.5, "DATE-OBS": "2026-01-10T01:02:03" } },
  "missing-end": { refused: "the file ends inside a header" },
  "naxis-late": { image: ramp },
  "naxis-real": { image: ramp },
  naxis1d: { image: { ...integers, shape: "768" } },
  "naxis3-1": { image: { ...ramp, shape: "32 × 24 × 1" } },
  "no-xtension-xten": { image: ramp },
  nonascii: { image: ramp, cards: { OBJECT: "NGC 7293 ° Hélix" } },
  nospace: { image: ramp, cards: { EXPTIME: 30.5, GAIN: 1.5, FILTER: "rp" } },
  "pad-nul": { image: ramp },
  "pcount-neg": { refused: "PCOUNT must be a whole number, 0 or more, but reads -5" },
  "radesys-b1950": { image: ramp, sky: turned },
  "rgb-first": { image: { shape: "3 × 32 × 24", first: [-4000, -4000, -4000], sum: -3030912 } },
  "simple-f": { refused: "SIMPLE is not T" },
  // astropy refuses it too.
  "sip-noB": { image: ramp, sky: "A_ORDER stands without B_ORDER" },
  "sip-nosuffix": {
    image: ramp,
    sky: [
      [150.25137986366605, -20.501472727048906],
      [150.2493765058074, -20.50056950638715],
    ],
  },
  "sip-order-missing": { image: ramp, sky: turned },
  "sip-pv": { image: ramp, sky: sip },
  "sip-real-order": { image: ramp, sky: sip },
  // The implied decimal point is CFITSIO's reading of F8.3; astropy ignores it.
  "tab-ascii": {
    table: rows("F,E,I,A", "12.345,150,7,abc", "1.234,-0.0025,,xyz", ',3,-3,"a,""b"""', "-0.001,1.5,,2"),
  },
  "tab-dupname": {
    table: rows("X,x,", "1,1.5,ab", "-99,,c", "3,-Infinity,"),
    note: 'column 3 "X" has the name of column 1, which counts',
  },
  "tab-lowform": { refused: 'TFORM1 "1i" is not a column format' },
  "tab-null": { table: rows("K,F,L,S", "10.5,1.5,T,ab", ",,T,c", "11.5,-Infinity,T,") },
  "tab-var": { table: rows("V", "0 1", "", "2 3 4") },
  "tab-zero": { table: rows("K,F,L,S") },
  tabs: { image: ramp, cards: { EXPTIME: 30, GAIN: 1.5 } },
  // SCAMP's polynomial: astropy's answer once CTYPE says TPV.
  "tan-pv-scamp": {
    image: ramp,
    sky: [
      [150.25152880411727, -20.501504606468664],
      [150.24946921825125, -20.500660430553474],
    ],
  },
  "tile-dither2": {
    image: { ...tiles, first: [491.8524169921875, 486.86114501953125, 497.62451171875], sum: 1140233.057006836 },
  },
  // ZBLANK marks the null of integers as well, as Pan-STARRS means it; astropy shows -9999 for two pixels.
  "tile-int-zblank": { image: { ...tiles, first: [568, 508, 554], sum: 1201602, missing: 2 } },
  "tile-int32": { image: { ...tiles, first: [39760000, 35560000, 38780000], sum: 84178010000 } },
  "tile-lossless-nodither": {
    image: { ...tiles, first: [491.9806823730469, 486.75640869140625, 497.5163879394531], sum: 1200301.0561523438 },
  },
  "tile-nan-nozblank": {
    image: { ...tiles, first: [492.1991882324219, 486.72674560546875, 497.50079345703125], sum: -5831496476.47702 },
  },
  "tile-no-zdither0": { refused: "the keyword ZDITHER0 is missing or has no value" },
  "tile-no-zquantiz": {
    image: { ...tiles, first: [491.9965515136719, 486.7513732910156, 497.7662353515625], sum: 1200320.2746276855 },
  },
  trailing: { image: ramp },
  "truncated-data": { refused: "the file ends 1072 bytes before the end of the data" },
  "truncated-ext": { refused: "HDU 1: the file ends inside a header" },
  uint32: { image: { shape: "32 × 24", first: [1347479648, 1348879655, 1350279662], sum: 1447205631360 } },
  uint64: {
    image: {
      shape: "32 × 24",
      first: [8823372036854775808n, 8824072036854775808n, 8824772036854775808n].map(Number),
      sum: 6.982519324304468e21,
    },
  },
  zpn: { image: ramp, sky: 'CTYPE1 "RA---ZPN" is none of RA and DEC' },
};

/** Of the cases with an expected.json for the command: what the words of the answer must hold, whether it refuses or not. */
export const fieldWords: Record<string, string> = {
  "comma-bzero": "BSCALE must be a number, but reads 1,000000000000E+00",
  "comma-crval": "no sky: CRVAL1 must be a number, but reads 1,502500000000E+02",
  "end-nul": "sound: 1 HDU",
  gcount0: "GCOUNT must be a whole number, 1 or more, but reads 0",
  "nan-crval": "no sky: CRVAL1 must be a number, but reads NAN",
  pc001: "up is 30.00°",
  rgb: "32 × 24 × 3",
  "sip-comma": "A_2_0 must be a number, but reads 1,00E-03",
  "string-bzero": "",
  "tab-comma": "TSCAL1 must be a number, but reads 0,5",
  "tile-uint16-comma": "BZERO must be a number, but reads 32768,00",
};
