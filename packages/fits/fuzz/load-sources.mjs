import { existsSync, readdirSync, readFileSync } from "node:fs";
import { madeSources } from "./made-sources.mjs";
import { structureOf } from "./structure.mjs";

const conformance = new URL("../../../../shared/data/conformance/valid/", import.meta.url);
/** Larger ones teach nothing more and slow every case. */
const largest = 100_000;

/** The files that are mutated: those the project makes, and the conformance set where it lies beside the checkout. */
export async function loadSources(fits) {
  const shared = existsSync(conformance) ? readdirSync(conformance).sort() : [];
  const files = [
    ...madeSources(fits),
    ...shared
      .map((name) => [name, readFileSync(new URL(name, conformance))])
      .filter(([, { length }]) => length <= largest),
  ].map(([name, bytes]) => [name, name.startsWith("checksum") ? bytes : withoutChecksums(bytes)]);
  return Promise.all(files.map(async ([name, bytes]) => ({ name, bytes, structure: await structureOf(fits, bytes) })));
}

/** A wrong checksum would hide whatever else is wrong. */
function withoutChecksums(bytes) {
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(
    text.replace(/(CHECKSUM|DATASUM )= '/g, (card) => `X${card.slice(1)}`),
    "latin1",
  );
}
