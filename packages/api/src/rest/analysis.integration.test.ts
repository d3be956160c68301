import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FrameRecipe, httpArchive, writeFrame } from "@datalab/archive";
import { createAnalyser } from "@datalab/operations";
import { createWebServices, type Services } from "@datalab/services";
import { fileLinks, folderStore, frameCache } from "@datalab/storage";
import { type ArchiveStandIn, createTestDatabase, startArchiveStandIn } from "@datalab/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handleFile } from "../files/handle-file.ts";
import { largeAnswers } from "../large/large-answers.ts";
import { openStreams } from "../large/open-streams.ts";
import { rateLimits } from "../limits/rate-limits.ts";
import { csrfTokens } from "./csrf.ts";
import { handleRest } from "./handle-rest.ts";

const degree = Math.PI / 180;
const plane = { ra: 150, dec: -41, x0: 301.3, y0: 222.7, pixelScale: 0.389, rotation: 27 };
const image = { width: 700, height: 400 };
/** Of another shape than the image, so that no exchange of axes goes unnoticed. */
const picture = { width: 350, height: 100 };
const stars = [
  { ra: 150.0121, dec: -41.0102 },
  { ra: 149.9802, dec: -41.0043 },
  { ra: 149.9951, dec: -40.9897 },
  { ra: 150.0007, dec: -41.0135 },
].map((star) => ({ ...star, mag: 11.5 }));

const recipe = (basename: string): FrameRecipe => ({
  basename,
  ...image,
  plane,
  stars,
  frameNumber: 1,
  seed: 77,
  target: { name: "four stars", ra: plane.ra, dec: plane.dec },
  filter: "rp",
  mjd: 61_050.4,
  exposureSeconds: 60,
  airmass: 1.1,
  zeroPoint: 23.5,
  fwhm: 4.2,
  sky: 200,
  noise: 6,
  shotNoise: true,
  quantizeLevel: 16,
  dither: true,
});

/** Where the sky is on the image (first pixel's centre is 0, 0), by the textbook's gnomonic projection. */
function onImage({ ra, dec }: { ra: number; dec: number }) {
  const dRa = (ra - plane.ra) * degree;
  const [sin, cos, sin0, cos0] = [
    Math.sin(dec * degree),
    Math.cos(dec * degree),
    Math.sin(plane.dec * degree),
    Math.cos(plane.dec * degree),
  ];
  const depth = sin * sin0 + cos * cos0 * Math.cos(dRa);
  const xi = ((cos * Math.sin(dRa)) / depth / degree) * (3600 / plane.pixelScale);
  const eta = ((sin * cos0 - cos * sin0 * Math.cos(dRa)) / depth / degree) * (3600 / plane.pixelScale);
  const [turnCos, turnSin] = [Math.cos(plane.rotation * degree), Math.sin(plane.rotation * degree)];
  return { column: plane.x0 - turnCos * xi + turnSin * eta, row: plane.y0 + turnSin * xi + turnCos * eta };
}

/** Where the picture shows it, from its lower left corner. */
function onPicture(star: { ra: number; dec: number }) {
  const { column, row } = onImage(star);
  return { x: ((column + 0.5) * picture.width) / image.width, y: ((row + 0.5) * picture.height) / image.height };
}

const arcsecApart = ([ra, dec]: [number, number], star: { ra: number; dec: number }) =>
  3600 * Math.hypot((ra - star.ra) * Math.cos(dec * degree), dec - star.dec);

describe("analysis of a frame that is not square, through REST", () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  let services: Services;
  let standIn: ArchiveStandIn;

  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), "analysis-"));
    const names = ["aaa1m001-xx01-20260110-0001-e91", "aaa1m001-xx01-20260110-0002-e91"];
    for (const name of names) await writeFrame(recipe(name), join(dir, `${name}.fits.fz`));
    standIn = await startArchiveStandIn({ dirs: [dir], tokens: { "ann-token": [names[1]!] } });
    const archive = httpArchive({ api: standIn.api, hosts: [], insecureHosts: [standIn.host] });
    const { database, drop } = await createTestDatabase();
    const analyser = createAnalyser({ threads: 2, conventions: { parity: false, wcsToEdge: 0.5 } });
    cleanups.push(
      () => analyser.close(),
      () => archive.close(),
      () => standIn.close(),
      drop,
      () => rm(dir, { recursive: true }),
    );
    const silent = () => undefined;
    services = createWebServices(
      {
        database,
        queue: {
          enqueue: async () => undefined,
          remove: async () => true,
          has: async () => false,
          ping: async () => {},
        },
        store: folderStore(join(dir, "objects")),
        links: fileLinks({ secret: "analysis", publicUrl: "http://lab.example" }),
        archive,
        portal: {
          profileOfToken: async () => null,
          profileOfAccessToken: async () => null,
          profileOfPassword: async () => null,
        },
        secretKey: "a key of thirty-two characters at least",
        logger: { info: silent, warn: silent, error: silent },
      },
      { analyser, frameCache: await frameCache({ dir: join(dir, "frames"), maxBytes: 1e9 }) },
    );
    for (const username of ["ann", "bea"]) {
      await services.accounts.pushUser({ username, tokens: { api_token: `${username}-token` } });
    }
  });
  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup();
  });

  const deps = () => ({
    services,
    publicUrl: "http://127.0.0.1:8100",
    csrf: csrfTokens("replay-key", "http://127.0.0.1:8100"),
    corsOrigins: ["*"],
    streams: openStreams({ perUser: 20, perAddress: 200 }),
    large: largeAnswers(join(tmpdir(), "datalab-answers")),
    limits: rateLimits({ perMinute: 0 }),
    signedInBrowser: async () => undefined,
    report: (failure: unknown) => {
      throw failure;
    },
  });

  async function post(action: string, body: object, { user = "ann", frame = 1 } = {}) {
    const request = new Request(`http://lab.example/api/analysis/${action}/`, {
      method: "POST",
      headers: { authorization: `Token ${user}-token`, "content-type": "application/json" },
      body: JSON.stringify({ basename: `aaa1m001-xx01-20260110-000${frame}-e91`, source: "archive", ...body }),
    });
    const response = await handleRest(request, deps());
    return { status: response.status, body: await response.json() };
  }

  it("tells where the header says the target is", async () => {
    const { status, body } = await post("target-position", {});
    expect(status).toBe(200);
    expect(body.ra).toBeCloseTo(plane.ra, 6);
    expect(body.dec).toBeCloseTo(plane.dec, 6);
    expect(await post("target-position", {}, { frame: 9 })).toEqual({
      status: 400,
      body: { error: "target-position: aaa1m001-xx01-20260110-0009-e91 could not be fetched." },
    });
  });

  it("opens a frame with three questions and one download", async () => {
    const answers = await Promise.all([
      post("source-catalog", picture),
      post("wcs", {}),
      post("raw-data", { max_size: 100 }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(standIn.requests.filter(({ kind }) => kind === "file")).toHaveLength(1);
  });

  it.each(stars)("centroiding finds the star at $ra, $dec", async (star) => {
    const { x, y } = onPicture(star);
    const click = { x: x + 0.6, y: y - 0.3, radius: 5, r_back1: 8, r_back2: 12 };
    const { body } = await post("centroiding", { ...picture, ...click });
    expect(body.success).toBe(true);
    expect(Math.abs(body.x - x) * (image.width / picture.width)).toBeLessThan(0.05);
    expect(Math.abs(body.y - y) * (image.height / picture.height)).toBeLessThan(0.05);
    expect(arcsecApart([body.ra, body.dec], star)).toBeLessThan(0.05);
  });

  it("line-profile runs from star to star", async () => {
    const [from, to] = [stars[0]!, stars[2]!];
    const [start, end] = [onPicture(from), onPicture(to)];
    const { body } = await post("line-profile", { ...picture, x1: start.y, y1: start.x, x2: end.y, y2: end.x });
    expect(arcsecApart(body.start_coords, from)).toBeLessThan(0.05);
    expect(arcsecApart(body.end_coords, to)).toBeLessThan(0.05);
    expect(Math.abs(body.arcsec - arcsecApart([from.ra, from.dec], to))).toBeLessThan(0.05);
    const values: number[] = body.line_profile;
    const brightest = Math.max(...values);
    expect(Math.min(values.at(0)!, values.at(-1)!)).toBeGreaterThan(0.8 * brightest);
    expect(values[Math.floor(values.length / 2)]).toBeLessThan(0.1 * brightest);
  });

  it.each([
    ["along a row", { x: 10, y: 0 }],
    ["along a column", { x: 0, y: 5 }],
  ])("line-profile %s is brightest where the star is", async (_, reach) => {
    const { x, y } = onPicture(stars[1]!);
    const ends = { x1: y - reach.y, x2: y + reach.y, y1: x - reach.x, y2: x + reach.x };
    const { body } = await post("line-profile", { ...picture, ...ends });
    const values: number[] = body.line_profile;
    const base = Math.min(...values);
    const light = values.reduce((sum, value) => sum + value - base, 0);
    const centre = values.reduce((sum, value, i) => sum + (value - base) * i, 0) / light;
    const pixelsAPoint = 40 / (values.length - 1);
    expect(Math.abs(centre - (values.length - 1) / 2) * pixelsAPoint).toBeLessThan(0.05);
  });

  it("source-catalog marks the stars", async () => {
    const { body } = await post("source-catalog", picture);
    expect(body).toHaveLength(stars.length);
    for (const source of body) {
      const star = stars.find(({ ra, dec }) => arcsecApart([ra, dec], { ra: +source.ra, dec: +source.dec }) < 0.05)!;
      const { x, y } = onPicture(star);
      expect(Math.abs(source.x_win - x) * (image.width / picture.width)).toBeLessThan(0.05);
      expect(Math.abs(source.y_win - y) * (image.height / picture.height)).toBeLessThan(0.05);
    }
  });

  it("raw-data has its top row first", async () => {
    const { body } = await post("raw-data", { max_size: 350, preserve_aspect: true });
    expect([body.width, body.height, body.data.length]).toEqual([350, 200, 70_000]);
    const brightest = body.data.indexOf(Math.max(...body.data));
    const spots = stars.map(onImage).map(({ column, row }) => [(column + 0.5) / 2, 200 - (row + 0.5) / 2]);
    const [x, y] = [(brightest % 350) + 0.5, Math.floor(brightest / 350) + 0.5];
    expect(Math.min(...spots.map(([column, row]) => Math.hypot(x - column!, y - row!)))).toBeLessThan(1);
  });

  it("get-tif gives one link for all, which needs no header", async () => {
    const [first, second, again] = [
      ...(await Promise.all([post("get-tif", {}), post("get-tif", {}, { user: "bea" })])),
      await post("get-tif", {}),
    ];
    expect(first.body.tif_url).toMatch(/^http:\/\/lab\.example\/files\/frames\/[0-9a-f]{64}\/[\w-]+\.tif\?s=/);
    expect([second.body, again?.body]).toEqual([first.body, first.body]);
    const response = await handleFile(new Request(first.body.tif_url), deps());
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/tiff"]);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(image.width * image.height * 3);
    const altered = first.body.tif_url.replace("?s=", "?s=x");
    expect((await handleFile(new Request(altered), deps())).status).toBe(404);
  });

  it("is for those who may read the frame, also when it is on this machine already", async () => {
    expect((await post("wcs", {}, { frame: 2 })).status).toBe(200);
    for (const action of ["wcs", "get-tif"]) {
      const { status, body } = await post(action, {}, { frame: 2, user: "bea" });
      expect([status, body]).toEqual([
        400,
        { error: `${action}: aaa1m001-xx01-20260110-0002-e91 could not be fetched.` },
      ]);
    }
  });

  it("says so when a frame cannot be had", async () => {
    for (const wrong of [{ basename: "nothing-of-this-name" }, { basename: "ab".repeat(32), source: "datalab" }]) {
      const { status, body } = await post("raw-data", wrong);
      expect([status, body]).toEqual([400, { error: `raw-data: ${wrong.basename} could not be fetched.` }]);
    }
  });
});
