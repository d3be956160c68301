import { asRead, type Card, valueCard } from "./card.ts";
import { Header } from "./header.ts";

/** Keywords of the tiled-image convention that hide a keyword of the image (FITS 4.0, §10.1.1). */
const hidden: Record<string, string> = {
  ZTENSION: "XTENSION",
  ZSIMPLE: "SIMPLE",
  ZBITPIX: "BITPIX",
  ZNAXIS: "NAXIS",
  ZPCOUNT: "PCOUNT",
  ZGCOUNT: "GCOUNT",
  ZEXTEND: "EXTEND",
  ZBLOCKED: "BLOCKED",
  ZHECKSUM: "CHECKSUM",
  ZDATASUM: "DATASUM",
};

const ofTheTable = new Set(
  "XTENSION SIMPLE BITPIX NAXIS PCOUNT GCOUNT TFIELDS THEAP EXTEND BLOCKED CHECKSUM DATASUM".split(" "),
);
const ofTheTableNumbered = /^(?:NAXIS|TTYPE|TFORM|TUNIT|TDIM|TSCAL|TZERO|TNULL|TDISP|TBCOL)\d{1,3}$/;
const ofTheTiles =
  /^(?:ZIMAGE|ZCMPTYPE|ZQUANTIZ|ZDITHER0|ZBLANK|ZSCALE|ZZERO|ZMASKCMP|ZTABLE|ZTILELEN|ZTHEAP|(?:ZTILE|ZNAME|ZVAL|ZFORM|ZCTYP)\d{1,3})$/;

/** True for a keyword that tells how pixels or rows are stored, not what they are. */
export function isStructural(keyword: string): boolean {
  return (
    ofTheTable.has(keyword) ||
    ofTheTableNumbered.test(keyword) ||
    ofTheTiles.test(keyword) ||
    keyword in hidden ||
    /^ZNAXIS\d{1,3}$/.test(keyword) ||
    keyword === "GROUPS"
  );
}

/**
 * The header of the image in a tile-compressed extension: table and Z keywords gone, those of the image back in the order the
 * standard asks for. The EXTNAME "COMPRESSED_IMAGE" that writers put in by default is dropped.
 */
export function imageView(table: Header): Header {
  const structure = new Map<string, Card>();
  const rest: Card[] = [];
  for (const card of table.cards.map(asRead)) {
    const original = originalKeyword(card.keyword);
    if (original !== undefined && !card.commentary) {
      if (!structure.has(original)) structure.set(original, { ...card, keyword: original, image: undefined });
    } else if (!isStructural(card.keyword) && !isDefaultName(card)) rest.push(card);
  }
  if (!structure.has("XTENSION") && !structure.has("SIMPLE")) structure.set("XTENSION", valueCard("XTENSION", "IMAGE"));
  const image = new Header([...mandatoryFirst(structure), ...rest]);
  image.label = table.label;
  return image;
}

function originalKeyword(keyword: string): string | undefined {
  const axis = /^ZNAXIS(\d{1,3})$/.exec(keyword);
  return axis ? `NAXIS${axis[1]}` : Object.hasOwn(hidden, keyword) ? hidden[keyword] : undefined;
}

function isDefaultName(card: Card): boolean {
  return card.keyword === "EXTNAME" && card.value === "COMPRESSED_IMAGE";
}

function mandatoryFirst(structure: Map<string, Card>): Card[] {
  const rank = (keyword: string) => {
    const place = ["SIMPLE", "XTENSION", "BITPIX", "NAXIS"].indexOf(keyword);
    if (place >= 0) return place;
    if (keyword.startsWith("NAXIS")) return 4 + Number(keyword.slice(5));
    return ["PCOUNT", "GCOUNT"].includes(keyword) ? 2000 : 3000;
  };
  return [...structure.values()].sort((a, b) => rank(a.keyword) - rank(b.keyword));
}
