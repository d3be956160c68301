import type { Page, PageRequest } from "@datalab/services";

const MAX_LIMIT = 100;

/** Anything that is not a usable number reads as not sent. */
export function pageRequest(query: URLSearchParams): PageRequest {
  const limit = wholeNumber(query.get("limit"));
  const offset = wholeNumber(query.get("offset"));
  return { limit: Math.min(limit || MAX_LIMIT, MAX_LIMIT), offset: Math.min(offset ?? 0, 2_147_483_647) };
}

export function envelope<T>(url: URL, page: Page<T>, { limit, offset }: PageRequest) {
  return {
    count: page.count,
    next: offset + limit < page.count ? pageLink(url, limit, offset + limit) : null,
    previous: offset > 0 ? pageLink(url, limit, offset - limit) : null,
    results: page.results,
  };
}

/** The JSON of an envelope around results that are JSON already, as they come. */
export async function* envelopePieces(
  url: URL,
  { count, results }: { count: number; results: AsyncIterable<string> },
  page: PageRequest,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let before = JSON.stringify(envelope(url, { count, results: [] }, page)).slice(0, -"]}".length);
  for await (const result of results) {
    yield encoder.encode(before + result);
    before = ",";
  }
  yield encoder.encode(before === "," ? "]}" : `${before}]}`);
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\s*\+?\d+\s*$/.test(text) ? Number(text) : undefined;
}

function pageLink(url: URL, limit: number, offset: number): string {
  const link = new URL(url);
  link.searchParams.set("limit", String(limit));
  if (offset > 0) link.searchParams.set("offset", String(offset));
  else link.searchParams.delete("offset");
  link.searchParams.sort();
  return link.href;
}
