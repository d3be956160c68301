import { Header } from "../header.ts";

/** What an HDU holds and how, which no other HDU takes over; commentary cards have keywords of this kind, too. */
const structural =
  /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|PCOUNT|GCOUNT|GROUPS|BSCALE|BZERO|BLANK|BUNIT|DATAMIN|DATAMAX|INHERIT|(EXT|HDU)(NAME|VER|LEVEL)|CHECKSUM|DATASUM|T[A-Z]+\d+|TFIELDS|THEAP|Z[A-Z]+\d*|LONGSTRN|COMMENT|HISTORY|)$/;

const frameOfSky = /^(RADESYS|RADECSYS|EQUINOX|EPOCH)$/;
const coordinates =
  /^(WCS(AXES|NAME)|(CTYPE|CRVAL|CRPIX|CDELT|CUNIT|CROTA)\d+|(CD|PC|PV|PS)\d+_\d+|PC\d{6}|LONPOLE|LATPOLE|(A|B|AP|BP)_(ORDER|DMAX|\d+_\d+))[A-Z]?$/;

/**
 * What is said about an HDU: its own cards, and those of the primary header that it states no value for, unless INHERIT is F. Cards of
 * structure are never inherited; those of the sky are, where INHERIT is T (FITS registry, INHERIT convention) and the HDU has none of
 * them at all: a solution is never made of two headers' halves.
 */
export function withInherited(own: Header, primary: Header): Header {
  const inherit = own.unreadable("INHERIT") === undefined ? own.get("INHERIT") : undefined;
  if (own === primary || inherit === false) return own;
  const has = (kind: RegExp) => own.cards.some(({ keyword }) => kind.test(keyword.toUpperCase()));
  const [ownFrame, ownSky] = [has(frameOfSky), has(coordinates)];
  const inherited = primary.cards.filter(({ keyword, commentary }) => {
    const key = keyword.toUpperCase();
    if (commentary || structural.test(key) || own.states(key)) return false;
    if (frameOfSky.test(key)) return inherit === true && !ownFrame;
    return !coordinates.test(key) || (inherit === true && !ownSky);
  });
  if (inherited.length === 0) return own;
  const keys = new Set(inherited.map(({ keyword }) => keyword.toUpperCase()));
  const merged = new Header([...own.cards.filter(({ keyword }) => !keys.has(keyword.toUpperCase())), ...inherited]);
  merged.label = `${own.label} with ${primary.label}`;
  return merged;
}
