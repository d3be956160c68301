import { describe, expect, it } from "vitest";
import { envelope, pageRequest } from "./pagination.ts";

const base = "http://127.0.0.1:8100/api/datasessions/";

function links(query: string, count: number) {
  const url = new URL(base + query);
  const { next, previous } = envelope(url, { count, results: [] }, pageRequest(url.searchParams));
  return [next, previous];
}

describe("page requests", () => {
  it.each([
    ["", { limit: 100, offset: 0 }],
    ["limit=2&offset=4", { limit: 2, offset: 4 }],
    ["limit=abc&offset=-3", { limit: 100, offset: 0 }],
    ["limit=0", { limit: 100, offset: 0 }],
    ["limit=-1", { limit: 100, offset: 0 }],
    ["limit=1000000", { limit: 100, offset: 0 }],
    ["limit=1.5&offset=1e3", { limit: 100, offset: 0 }],
    ["offset=99999999999999", { limit: 100, offset: 2_147_483_647 }],
  ])("%j reads as %j", (query, page) => {
    expect(pageRequest(new URLSearchParams(query))).toEqual(page);
  });
});

describe("links", () => {
  it.each([
    ["", 6, [null, null]],
    ["?limit=2", 6, [`${base}?limit=2&offset=2`, null]],
    ["?limit=2&offset=2", 6, [`${base}?limit=2&offset=4`, `${base}?limit=2`]],
    ["?limit=2&offset=1", 3, [null, `${base}?limit=2`]],
    ["?offset=500", 6, [null, `${base}?limit=100&offset=400`]],
    ["?modified_after=2020-01-01&limit=1", 6, [`${base}?limit=1&modified_after=2020-01-01&offset=1`, null]],
  ])("of %j with %i rows", (query, count, expected) => {
    expect(links(query, count)).toEqual(expected);
  });
});
