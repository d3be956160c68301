import { unreadableCards } from "../cards/unreadable-cards.ts";
import type { Header } from "../header.ts";

const axisCards = /^(?:CTYPE|CUNIT|CRVAL|CRPIX|CDELT|CROTA)[12]$/;
const matrixCards = /^(?:CD|PC)(?:0?[12]_0?[12]|00[12]00[12])$/;
const otherCards = /^(?:PV[12]_\d{1,2}|LONPOLE|LATPOLE|[AB]_(?:ORDER|\d_\d))$/;
const frameCards = /^(?:RADESYS|RADECSYS|EQUINOX|EPOCH|[AB]P_(?:ORDER|\d_\d))$/;

/** The keywords of elements 11, 12, 21 and 22 of a matrix: CDi_j, and as drafts of the standard wrote them, CD00i00j and CD0i_0j. */
function elementKeywords(prefix: "CD" | "PC"): string[][] {
  const pairs = [
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
  ];
  return pairs.map(([i, j]) => [`${prefix}${i}_${j}`, `${prefix}00${i}00${j}`, `${prefix}0${i}_0${j}`]);
}

/** The elements 11, 12, 21 and 22 of the matrix CD or PC, undefined where there is no such card. Throws fits.bad_keyword. */
export function matrixElements(header: Header, prefix: "CD" | "PC"): (number | undefined)[] {
  return elementKeywords(prefix).map((forms) => {
    const keyword = forms.find((form) => header.states(form));
    return keyword === undefined ? undefined : header.number(keyword);
  });
}

/**
 * In words, the first card of the celestial axes that would be used and cannot be read; undefined where all can. A matrix CD leaves
 * CDELT, PC and CROTA unused, PC leaves CROTA unused.
 */
export function unreadableCelestialCard(header: Header): string | undefined {
  const unused = unusedCards(header);
  return unreadableCards(header, (keyword) => isCelestialCard(keyword) && !unused?.test(keyword))[0];
}

/** `unreadableCelestialCard` for those who write cards for other readers: also what names the equatorial frame and the inverse of SIP. */
export function unreadableSkyCard(header: Header): string | undefined {
  const unused = unusedCards(header);
  const older = [
    ["EPOCH", "EQUINOX"],
    ["RADECSYS", "RADESYS"],
  ].flatMap(([keyword, newer]) => (header.states(newer) ? [keyword] : []));
  const isUsed = (keyword: string) =>
    isCelestialCard(keyword) || (frameCards.test(keyword) && !older.includes(keyword));
  return unreadableCards(header, (keyword) => isUsed(keyword) && !unused?.test(keyword))[0];
}

/** True for a card of the coordinates of axes 1 and 2, or of what goes with them. */
export function isSkyCard(keyword: string): boolean {
  const upper = keyword.toUpperCase();
  return isCelestialCard(upper) || frameCards.test(upper) || upper === "WCSAXES";
}

function unusedCards(header: Header): RegExp | undefined {
  const stated = (prefix: "CD" | "PC") =>
    elementKeywords(prefix).some((forms) => forms.some((form) => header.states(form)));
  return stated("CD") ? /^(?:CDELT|CROTA|PC)/ : stated("PC") ? /^CROTA/ : undefined;
}

function isCelestialCard(keyword: string): boolean {
  return axisCards.test(keyword) || matrixCards.test(keyword) || otherCards.test(keyword);
}
