const block = 2880;

/** The 80 characters of a card; a value given as text without quotes stands as it is. */
export function rawCard(keyword, value) {
  return `${keyword.padEnd(8)}= ${value.startsWith("'") ? value : value.padStart(20)}`.slice(0, 80).padEnd(80);
}

/** One HDU of these cards and data, written without asking whether they make sense. */
export function rawHdu(cards, data = Buffer.alloc(0)) {
  const text = `${cards.map(([keyword, value]) => rawCard(keyword, String(value))).join("")}${"END".padEnd(80)}`;
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / block) * block), "latin1");
  return Buffer.concat([header, data, Buffer.alloc((block - (data.length % block)) % block)]);
}

export const emptyPrimary = rawHdu([
  ["SIMPLE", "T"],
  ["BITPIX", 8],
  ["NAXIS", 0],
  ["EXTEND", "T"],
]);
