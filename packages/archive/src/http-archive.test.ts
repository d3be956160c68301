import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HttpArchive, httpArchive } from "./http-archive.ts";

let server: Server;
let origin: string;
let answer: RequestListener;
let requests: IncomingMessage[];
let archive: HttpArchive;
let dir: string;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  dir = await mkdtemp(join(tmpdir(), "archive-"));
  archive = httpArchive({ api: origin, hosts: ["archive-api.lco.global"], insecureHosts: [`127.0.0.1:${port}`] });
});

afterEach(async () => {
  await archive.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await rm(dir, { recursive: true });
});

const json =
  (status: number, body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
const failure = (kind: string, code: string) => expect.objectContaining({ kind, code });

describe("frame", () => {
  it("asks for the exact name with the user's token, and takes the first result", async () => {
    answer = json(200, { results: [{ id: 17, basename: "a-e91", url: "https://x/", more: 1 }] });
    await expect(archive.frame("a-e91", "secret")).resolves.toEqual({ id: "17", basename: "a-e91", url: "https://x/" });
    expect(requests[0]).toMatchObject({
      url: "/frames/?basename_exact=a-e91",
      headers: { authorization: "Token secret" },
    });
    await archive.frame("a-e91", null);
    expect(requests[1]!.headers.authorization).toBeUndefined();
  });

  it("names the frame by its own name when the archive tells no id", async () => {
    answer = json(200, { results: [{ url: "https://x/" }] });
    await expect(archive.frame("a", null)).resolves.toEqual({ id: "a", basename: "a", url: "https://x/" });
  });

  it.each([
    ["an empty answer", 200, { results: [] }, "notFound", "archive.frame_not_found"],
    ["another frame", 200, { results: [{ id: 1, basename: "b", url: "x" }] }, "notFound", "archive.frame_not_found"],
    [
      "a frame without file",
      200,
      { results: [{ id: 1, basename: "a", url: null }] },
      "notFound",
      "archive.frame_not_found",
    ],
    ["404", 404, {}, "notFound", "archive.frame_not_found"],
    ["401", 401, {}, "forbidden", "archive.token_refused"],
    ["403", 403, {}, "forbidden", "archive.token_refused"],
    ["429", 429, {}, "transient", "archive.unavailable"],
    ["500", 500, {}, "transient", "archive.unavailable"],
    ["a redirect", 302, {}, "transient", "archive.unavailable"],
    ["another shape", 200, { frames: [] }, "transient", "archive.bad_answer"],
  ])("takes %s for what it is", async (_what, status, body, kind, code) => {
    answer = json(status, body);
    await expect(archive.frame("a", "secret")).rejects.toEqual(failure(kind, code));
    expect(requests).toHaveLength(1);
  });

  it("refuses a name that is no frame name before asking anyone", async () => {
    await expect(archive.frame("../a", null)).rejects.toEqual(failure("invalid", "archive.bad_basename"));
    expect(requests).toHaveLength(0);
  });

  it("calls an unreachable archive transient", async () => {
    const elsewhere = httpArchive({ api: "http://127.0.0.1:1", hosts: [], insecureHosts: [] });
    await expect(elsewhere.frame("a", null)).rejects.toEqual(failure("transient", "archive.unreachable"));
    await elsewhere.close();
  });
});

describe("frames", () => {
  it("answers in the order asked, few at a time, each name once", async () => {
    let active = 0;
    let most = 0;
    answer = (request, response) => {
      most = Math.max(most, ++active);
      const basename = new URL(request.url!, origin).searchParams.get("basename_exact");
      setTimeout(() => {
        active--;
        json(200, { results: [{ id: basename, basename, url: "https://x/" }] })(request, response);
      }, 5);
    };
    const names = [...Array.from({ length: 20 }, (_, index) => `f${index}`), "f3"];
    const found = await archive.frames(names, null);
    expect(found.map(({ id }) => id)).toEqual(names);
    expect(requests).toHaveLength(20);
    expect(most).toBeLessThanOrEqual(6);
  });

  it("stops asking at the first failure", async () => {
    answer = json(404, {});
    const names = Array.from({ length: 50 }, (_, index) => `f${index}`);
    await expect(archive.frames(names, null)).rejects.toEqual(failure("notFound", "archive.frame_not_found"));
    expect(requests.length).toBeLessThan(15);
  });
});

describe("download", () => {
  const fetchFrom = (url: string, options: { maxBytes?: number; signal?: AbortSignal; from?: HttpArchive } = {}) =>
    (options.from ?? archive).download({ id: "1", basename: "a", url }, join(dir, "a.part"), {
      maxBytes: options.maxBytes ?? 1000,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  const impatient = (timeouts: object) =>
    httpArchive({ api: origin, hosts: [], insecureHosts: [new URL(origin).host], timeouts });

  afterEach(async () => {
    const left = await readdir(dir);
    expect(left.filter((name) => name !== "kept")).toEqual([]);
  });

  it("writes the body to the file and sends no token", async () => {
    answer = (_request, response) => response.end("frame");
    await fetchFrom(`${origin}/file`);
    expect(await readFile(join(dir, "a.part"), "utf8")).toBe("frame");
    expect(requests[0]!.headers.authorization).toBeUndefined();
    await rm(join(dir, "a.part"));
  });

  it("follows redirects within the rules", async () => {
    answer = (request, response) => {
      if (request.url === "/file") response.writeHead(302, { location: "/moved" }).end();
      else response.end("moved");
    };
    await fetchFrom(`${origin}/file`);
    expect(await readFile(join(dir, "a.part"), "utf8")).toBe("moved");
    await rm(join(dir, "a.part"));
  });

  it.each([
    "file:///etc/passwd",
    "http://127.0.0.1:1/",
    "http://2130706433:1/",
    "http://localhost:1/",
    "https://127.0.0.1/",
    "http://archive-api.lco.global/",
    "gopher://archive-api.lco.global/",
  ])("refuses a redirect to %s", async (location) => {
    answer = (_request, response) => response.writeHead(302, { location }).end();
    await expect(fetchFrom(`${origin}/file`)).rejects.toEqual(failure("forbidden", "archive.address_refused"));
    expect(requests).toHaveLength(1);
  });

  it("refuses a name whose address is not public, at the socket", async () => {
    const named = httpArchive({ api: origin, hosts: ["localhost"], insecureHosts: [] });
    await expect(fetchFrom("https://localhost/file", { from: named })).rejects.toEqual(
      failure("forbidden", "archive.address_refused"),
    );
    await named.close();
  });

  it("gives up on a circle of redirects", async () => {
    answer = (_request, response) => response.writeHead(302, { location: "/file" }).end();
    await expect(fetchFrom(`${origin}/file`)).rejects.toEqual(failure("forbidden", "archive.too_many_redirects"));
    expect(requests).toHaveLength(6);
  });

  it.each([
    [403, "forbidden", "archive.file_forbidden"],
    [404, "notFound", "archive.file_not_found"],
    [503, "transient", "archive.unavailable"],
  ])("takes status %i for what it is", async (status, kind, code) => {
    answer = (_request, response) => response.writeHead(status).end();
    await expect(fetchFrom(`${origin}/file`)).rejects.toEqual(failure(kind, code));
  });

  it("refuses a declared length above the cap without reading", async () => {
    answer = (_request, response) => response.writeHead(200, { "content-length": "5000000000" }).write("x");
    await expect(fetchFrom(`${origin}/file`)).rejects.toEqual(failure("tooLarge", "archive.file_too_large"));
  });

  it("stops an endless body at the cap", async () => {
    answer = (_request, response) => {
      const chunk = Buffer.alloc(300);
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once("drain", pour);
      };
      pour();
    };
    await expect(fetchFrom(`${origin}/file`)).rejects.toEqual(failure("tooLarge", "archive.file_too_large"));
  });

  it("calls a body shorter than declared transient", async () => {
    answer = (_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("short");
      setTimeout(() => response.destroy(), 20);
    };
    await expect(fetchFrom(`${origin}/file`)).rejects.toMatchObject({ kind: "transient" });
  });

  it("calls an archive that never answers transient", async () => {
    answer = () => undefined;
    const from = impatient({ headersMs: 50, totalMs: 3000 });
    await expect(fetchFrom(`${origin}/file`, { from })).rejects.toMatchObject({ kind: "transient" });
    await from.close();
  });

  it("ends a drip that never ends", async () => {
    let drip: NodeJS.Timeout | undefined;
    answer = (_request, response) => {
      drip = setInterval(() => response.write("x"), 20);
    };
    const from = impatient({ idleMs: 5000, totalMs: 200 });
    await expect(fetchFrom(`${origin}/file`, { from })).rejects.toEqual(failure("transient", "archive.too_slow"));
    clearInterval(drip);
    await from.close();
  });

  it("stops when the caller does", async () => {
    answer = (_request, response) => response.write("x");
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    await expect(fetchFrom(`${origin}/file`, { signal: stop.signal })).rejects.toEqual(
      failure("cancelled", "archive.cancelled"),
    );
  });

  it("does not blame the archive for a full or missing folder", async () => {
    answer = (_request, response) => response.end("x");
    const frame = { id: "1", basename: "a", url: `${origin}/file` };
    await expect(archive.download(frame, join(dir, "missing", "a.part"), { maxBytes: 10 })).rejects.toEqual(
      failure("internal", "archive.cannot_write"),
    );
  });
});
