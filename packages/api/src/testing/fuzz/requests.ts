import type { Belongings } from "../isolation/belongings.ts";
import { restRows } from "../isolation/rest-rows.ts";
import { trpcRows } from "../isolation/trpc-rows.ts";
import { publicFrames, secretFrame } from "../world.ts";
import type { Chance } from "./chance.ts";
import { hostileText } from "./hostile-values.ts";
import { mutatedJson } from "./mutate-json.ts";

export interface FuzzRequest {
  place: "rest" | "trpc";
  name: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const files = publicFrames.map((basename) => ({
  basename,
  source: "archive",
  url: "https://archive.example/x",
  RLEVEL: 91,
}));
const channel = (r: number) => ({ ...files[0], color: { r, g: 0, b: 0 }, zmin: 1, zmax: 9 });
const star = { ra: 150.1, dec: -41.02, name: "a star" };
const target_positions = [
  { ra: 150.1, dec: -41, mjd: 61_000 },
  { ra: 150.2, dec: -41, mjd: 61_001 },
];

/** Valid bodies of what has many shapes; everything else has the matrix's. */
const submissions: [name: string, input: object][] = [
  ["Median", { input_files: files }],
  ["Stacking", { input_files: files, stacking_mode: "smart" }],
  ["Normalization", { input_files: files }],
  ["Subtraction", { input_files: files, subtraction_file: [files[0]] }],
  ["Color Image", { color_channels: [channel(255), channel(128), channel(0)] }],
  ["Light Curve", { input_files: files, source: star, period_search: "yes" }],
  ["Variable Star", { input_files: files, source: star, start_period: 0.1, end_period: 2 }],
  ["HR Diagram", { red_files: files, blue_files: files, cluster: star }],
  ["Aperture Photometry", { input_files: files, source: star, aperture_radius: 5, comparison_stars: [star] }],
  ["Moving Target Aperture Photometry", { input_files: files, source: star, target_positions, aperture_radius: 5 }],
  ["Non-Sidereal Aperture Photometry", { input_files: files, target_positions }],
];
const picture = { width: 64, height: 48 };
const analyses: [name: string, input: object][] = [
  ["centroiding", { ...picture, x: 20, y: 20, radius: 5, r_back1: 8, r_back2: 12 }],
  ["line-profile", { ...picture, x1: 1, y1: 1, x2: 20, y2: 20 }],
  ["source-catalog", picture],
  ["get-tif", {}],
  ["get-jpg", { zmin: 0, zmax: 100 }],
  ["raw-data", { max_size: 32, preserve_aspect: true }],
  ["wcs", {}],
];

interface Shape {
  name: string;
  method: string;
  path: string;
  body?: unknown;
}

function restShape(owned: Belongings, chance: Chance): Shape {
  if (chance.happens(0.25)) {
    const [name, input_data] = chance.pick(submissions);
    const path = `/api/datasessions/${owned.sessionId}/operations/`;
    return { name: `POST ${name}`, method: "POST", path, body: { name, input_data } };
  }
  if (chance.happens(0.15)) {
    const [name, input] = chance.pick(analyses);
    const body = { basename: secretFrame, source: "archive", ...input };
    return { name: `POST ${name}`, method: "POST", path: `/api/analysis/${name}/`, body };
  }
  const [name, row] = chance.pick(Object.entries(restRows));
  const { path, body } = row.call(owned);
  const list = [{ basename: secretFrame, source: "archive", more: { deep: [1, "2", null] } }];
  const fuller = typeof body === "object" && "name" in Object(body) ? { ...body, input_data: list } : body;
  return { name, method: row.method, path, body: fuller };
}

export function restRequest(owned: Belongings, chance: Chance): FuzzRequest {
  const { name, method, path, body } = restShape(owned, chance);
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (chance.happens(0.04)) headers["content-type"] = chance.pick(contentTypes);
  if (chance.happens(0.1)) headers[chance.pick(oddHeaders)] = headerText(chance);
  if (chance.happens(0.03)) headers.accept = chance.pick(["application/problem+json", "text/html", "image/png", "*"]);
  const place = {
    place: "rest",
    name,
    method,
    path: chance.happens(0.06) ? oddPath(path, chance) : path,
    headers,
  } as const;
  return method === "GET" ? place : { ...place, body: mutatedJson(body ?? {}, chance) };
}

export function trpcRequest(owned: Belongings, chance: Chance): FuzzRequest {
  const [name, row] = chance.pick(Object.entries(trpcRows));
  const json = mutatedJson(row.input(owned) ?? {}, chance);
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (row.kind === "mutation")
    return { place: "trpc", name, method: "POST", path: `/api/trpc/${name}`, headers, body: json };
  if (row.kind === "subscription") headers.accept = "text/event-stream";
  const batch = row.kind === "query" && chance.happens(0.05) ? "batch=1&" : "";
  const input = batch ? `{"0":${json}}` : json;
  const path = `/api/trpc/${name}?${batch}input=${encodeURIComponent(wellFormed(input))}`;
  return { place: "trpc", name, method: "GET", path, headers };
}

/** An address cannot carry half a character. */
const wellFormed = (text: string) => Buffer.from(text).toString();

const contentTypes = [
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "text/plain",
  "application/json; charset=utf-16",
  "x",
];
const oddHeaders = [
  "idempotency-key",
  "idempotency-key",
  "idempotency-key",
  "if-none-match",
  "last-event-id",
  "prefer",
  "range",
  "x-forwarded-proto",
  "origin",
  "host",
];

function headerText(chance: Chance): string {
  const text = chance.pick([
    "",
    "*",
    '"a"',
    "wait=0",
    "wait=99999999999999",
    "bytes=0-",
    "https",
    "key-1",
    hostileText(chance),
  ]);
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 2000);
}

function oddPath(path: string, chance: Chance): string {
  const part = chance.pick([
    "0",
    "-1",
    "99999999999",
    "2147483647",
    "1e3",
    "%00",
    "%ff",
    "..",
    "x",
    "1.5",
    "%2e%2e%2f",
    "NaN",
  ]);
  const query = `?${chance.pick(["limit", "offset", "name", "created_after", "user_exact", "format", "x"])}=${encodeURIComponent(wellFormed(hostileText(chance).slice(0, 500)))}`;
  return chance.pick([path.replace(/\/\d+\//, `/${part}/`), path + query, path.slice(0, -1), `${path}${part}/`]);
}
