import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import type { LookupFunction } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { AppError } from "@datalab/errors";
import { fileSource, openFits } from "@datalab/fits";
import { Agent } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { publicLookup } from "./address-guard.ts";
import { downloadFile } from "./download-file.ts";
import { answer, type HostileServer, hostileServer, pour } from "./hostile-server.fixture.ts";
import { type HttpArchive, httpArchive } from "./http-archive.ts";

const CAP = 2 ** 20;
/** Each ends long before: nothing may keep a worker. */
const SOON = 10_000;

let hostile: HostileServer;
/** A service of ours on the same machine that nobody may be led to. */
let inner: HostileServer;
let archive: HttpArchive;
let dir: string;
let memoryBefore: number;

beforeAll(async () => {
  [hostile, inner] = [await hostileServer(), await hostileServer()];
  dir = await mkdtemp(join(tmpdir(), "hostile-"));
  archive = httpArchive({
    api: `http://127.0.0.1:${hostile.port}`,
    hosts: [".amazonaws.com"],
    insecureHosts: [`127.0.0.1:${hostile.port}`],
    timeouts: { connectMs: 500, headersMs: 500, idleMs: 500, totalMs: 1500 },
  });
  memoryBefore = process.memoryUsage().rss;
});
afterEach(async () => {
  expect(await readdir(dir)).toEqual([]);
  expect(inner.asked).toEqual([]);
});
afterAll(async () => {
  expect((process.memoryUsage().rss - memoryBefore) / 2 ** 20, "MB more than before").toBeLessThan(150);
  await archive.close();
  await hostile.close();
  await inner.close();
  await rm(dir, { recursive: true });
});

const path = () => join(dir, "a.part");
const file = () => `http://127.0.0.1:${hostile.port}/file`;
const download = (url = file()) => archive.download({ id: "1", basename: "a", url }, path(), { maxBytes: CAP });

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => new Error("it worked"),
    (error) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  expect(thrown.publicMessage).toMatch(/^The .*\.$/);
  expect(thrown.publicMessage).not.toMatch(/127\.|\/tmp|undici|ECONN/);
  return thrown;
}

/** Ways to write an address of this machine or its neighbours. */
const inward: [name: string, url: (port: number) => string][] = [
  ["loopback", (port) => `http://127.0.0.1:${port}/`],
  ["loopback over TLS", (port) => `https://127.0.0.1:${port}/`],
  ["another loopback address", (port) => `http://127.8.8.8:${port}/`],
  ["a decimal number", (port) => `http://2130706433:${port}/`],
  ["a hexadecimal number", (port) => `http://0x7f000001:${port}/`],
  ["an octal number", (port) => `http://017700000001:${port}/`],
  ["mixed parts", (port) => `http://0x7f.1:${port}/`],
  ["short form", (port) => `http://127.1:${port}/`],
  ["zero", (port) => `http://0:${port}/`],
  ["full-width digits", (port) => `http://１２７.0.0.1:${port}/`],
  ["dots of another script", (port) => `http://127。0。0。1:${port}/`],
  ["localhost", (port) => `http://localhost:${port}/`],
  ["localhost with a dot", (port) => `https://localhost.:${port}/`],
  ["IPv6 loopback", (port) => `http://[::1]:${port}/`],
  ["IPv4 inside of IPv6", (port) => `http://[::ffff:127.0.0.1]:${port}/`],
  ["the same in hexadecimal", (port) => `https://[::ffff:7f00:1]:${port}/`],
  ["NAT64", (port) => `https://[64:ff9b::7f00:1]:${port}/`],
  ["the cloud's metadata", () => "http://169.254.169.254/latest/meta-data/"],
  ["metadata by TLS", () => "https://169.254.169.254/latest/meta-data/"],
  ["metadata by name", () => "http://metadata.google.internal/"],
  ["a private network", () => "https://10.0.0.1/"],
  ["a name before an @", (port) => `https://bucket.amazonaws.com@127.0.0.1:${port}/`],
  ["an allowed name as the beginning", () => "https://bucket.amazonaws.com.evil.example/"],
  ["a file", () => "file:///etc/passwd"],
  ["ftp", (port) => `ftp://127.0.0.1:${port}/`],
  ["data", () => "data:application/fits;base64,U0lNUExF"],
  ["blob", () => "blob:https://bucket.amazonaws.com/1"],
  ["javascript", () => "javascript:alert(1)"],
  ["no address", () => "None"],
  ["a broken port", () => "https://bucket.amazonaws.com:99999/"],
];

describe.each(inward)("%s", (_, url) => {
  it("is no address for a frame", { timeout: SOON }, async () => {
    const asked = hostile.asked.length;
    expect(await failureOf(download(url(inner.port)))).toMatchObject({ code: "archive.address_refused" });
    expect(hostile.asked).toHaveLength(asked);
  });

  it("is nowhere to be redirected to", { timeout: SOON }, async () => {
    for (const status of URL.canParse(url(inner.port)) ? [301, 302, 303, 307, 308] : []) {
      const location = Buffer.from(url(inner.port)).toString("latin1");
      hostile.behave(answer(status, "", { location }));
      const { code } = await failureOf(download());
      expect(["archive.address_refused", "archive.unreachable"]).toContain(code);
    }
  });
});

describe("a name", () => {
  const resolver = (...answers: string[][]) => {
    let calls = 0;
    const lookup = publicLookup(((_name: string, _options: object, done: (error: null, found: object[]) => void) => {
      const found = answers[Math.min(calls++, answers.length - 1)]!;
      done(
        null,
        found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    }) as Parameters<typeof publicLookup>[0]);
    return { lookup, calls: () => calls };
  };
  async function downloadBy(lookup: LookupFunction, url: string) {
    const guarded = new Agent({ connect: { timeout: 500, lookup } });
    const rules = { hosts: [".amazonaws.com"], insecureHosts: [`127.0.0.1:${hostile.port}`] };
    const dispatchers = { guarded, trusted: guarded };
    return downloadFile({ url, toPath: path(), maxBytes: CAP, rules, dispatchers, totalTimeoutMs: 1500 }).finally(() =>
      guarded.destroy(),
    );
  }

  it.each([
    [["127.0.0.1"]],
    [["::1"]],
    [["::ffff:127.0.0.1"]],
    [["169.254.169.254"]],
    [["10.1.2.3"]],
    [["100.64.0.1"]],
    [["0.0.0.0"]],
    [["fd00::1"]],
    [["8.8.8.8", "127.0.0.1"]],
    [["2606:4700:4700::1111", "fe80::1"]],
    [[]],
  ])("that leads to %j is refused at the socket", { timeout: SOON }, async (addresses) => {
    const { lookup } = resolver(addresses);
    const url = `https://bucket.amazonaws.com:${inner.port}/`;
    expect(await failureOf(downloadBy(lookup, url))).toMatchObject({ code: "archive.address_refused" });
  });

  it("that changes its mind between the check and the connection gains nothing", { timeout: SOON }, async () => {
    const { lookup, calls } = resolver(["8.8.8.8"], ["127.0.0.1"]);
    const address = await new Promise((resolve) => lookup("bucket.amazonaws.com", {}, (_, found) => resolve(found)));
    expect([address, calls()]).toEqual(["8.8.8.8", 1]);
    const url = `https://bucket.amazonaws.com:${inner.port}/`;
    expect(await failureOf(downloadBy(lookup, url))).toMatchObject({ code: "archive.address_refused" });
  });
});

const head = (...lines: string[]) => ["HTTP/1.1 200 OK", ...lines, "", ""].join("\r\n");
const block = Buffer.alloc(65_536, "S");
const say = (text: string) => pour(text, "", 1e9);

describe("a download", () => {
  it.each([
    ["an endless body", pour(head(), block), "archive.file_too_large"],
    ["an endless body in chunks", pour(head("transfer-encoding: chunked"), "4\r\nSIMP\r\n"), /too_large|too_slow/],
    ["a length that is too large", say(head("content-length: 99999999999")), "archive.file_too_large"],
    ["a slow drip", pour(head("content-length: 1000"), "x", 50), "archive.too_slow"],
    ["a drip of headers", pour("HTTP/1.1 200 OK\r\n", "x: y\r\n", 50), /too_slow|unreachable/],
    ["endless headers", pour("HTTP/1.1 200 OK\r\n", `x: ${"y".repeat(5000)}\r\n`), "archive.unreachable"],
    ["silence", say(""), /unreachable|too_slow/],
    ["silence in the middle", say(`${head("content-length: 1000")}SIMPLE`), /unreachable|too_slow/],
    ["two lengths", say(`${head("content-length: 5", "content-length: 6")}SIMPLE`), "archive.unreachable"],
    ["a length that is no number", say(`${head("content-length: five")}SIMPLE`), "archive.unreachable"],
    ["a length below nothing", say(`${head("content-length: -1")}SIMPLE`), "archive.unreachable"],
    ["broken chunks", say(`${head("transfer-encoding: chunked")}zz\r\nSIMPLE`), "archive.unreachable"],
    ["no HTTP at all", say("SSH-2.0-OpenSSH_9.2\r\n"), /unreachable|too_slow/],
    [
      "half an answer that promised more",
      (socket) => socket.end(`${head("content-length: 100")}SIMPLE`),
      /unreachable|incomplete/,
    ],
    ["a connection reset at once", (socket) => socket.resetAndDestroy(), "archive.unreachable"],
    [
      "a reset in the middle",
      (socket) => socket.write(`${head("content-length: 100")}SIMPLE`, () => socket.resetAndDestroy()),
      "archive.unreachable",
    ],
    ["a redirect without a target", answer(302, ""), "archive.file_not_found"],
    ["redirects for ever", answer(302, "", { location: "/file" }), "archive.too_many_redirects"],
    ["an error", answer(500, "Traceback (most recent call last)"), "archive.unavailable"],
    ["part of the file", answer(206, "SIMPLE"), "archive.file_not_found"],
    ["nothing", answer(204, ""), "archive.file_not_found"],
  ] as [string, Parameters<HostileServer["behave"]>[0], string | RegExp][])(
    "of %s ends soon, with a text and without a file",
    { timeout: SOON },
    async (_what, behaviour, code) => {
      hostile.behave(behaviour);
      expect((await failureOf(download())).code).toMatch(code);
    },
  );

  it("takes no more than the length that was told", { timeout: SOON }, async () => {
    hostile.behave((socket) => socket.end(`${head("content-length: 6")}SIMPLE and then a lot more`));
    await download();
    expect((await stat(path())).size).toBe(6);
    await rm(path());
  });

  it("follows a redirect whose own body never ends", { timeout: SOON }, async () => {
    hostile.behave((socket, asked) => {
      if (asked === "/moved") answer(200, "SIMPLE")(socket, asked);
      else pour("HTTP/1.1 302 Moved\r\nlocation: /moved\r\n\r\n", block)(socket, asked);
    });
    await download();
    expect((await stat(path())).size).toBe(6);
    await rm(path());
  });

  it("works again after errors that pass", { timeout: SOON }, async () => {
    for (const status of [500, 502, 503, 504, 429]) {
      hostile.behave(answer(status, ""));
      expect((await failureOf(download())).policy.retry, String(status)).toBe(true);
    }
    hostile.behave(answer(200, "SIMPLE"));
    await download();
    await rm(path());
  });

  it.each([
    ["a gzip bomb", gzipSync(Buffer.alloc(100 * CAP)), { "content-encoding": "gzip" }],
    ["a wrapped gzip bomb", gzipSync(Buffer.alloc(100 * CAP)), {}],
    ["a page", Buffer.from("<!doctype html><title>Sign in</title>"), { "content-type": "text/html" }],
    ["nothing", Buffer.alloc(0), {}],
    ["the first block of a FITS file only", Buffer.from("SIMPLE  =                    T".padEnd(2880)), {}],
  ])("of %s is written as it came, and no frame", { timeout: SOON }, async (_what, body, headers) => {
    hostile.behave(answer(200, body, headers));
    await download();
    expect((await stat(path())).size).toBe(body.length);
    const source = await fileSource(path());
    await expect(openFits(source)).rejects.toBeInstanceOf(AppError);
    await source.close();
    await rm(path());
  });
});

describe("a look-up", () => {
  const lookUp = () => archive.frame("a", "secret");
  const record = (members: object) => JSON.stringify({ results: [{ id: 1, basename: "a", ...members }] });

  it.each([
    ["endless JSON", pour(`${head()}{"results": [`, `${"1,".repeat(30_000)}`), "archive.bad_answer"],
    ["deep JSON", answer(200, "[".repeat(3 * CAP)), "archive.bad_answer"],
    ["deep JSON in a member", answer(200, `{"results": ${"[".repeat(CAP)}${"]".repeat(CAP)}}`), "archive.bad_answer"],
    ["a huge number as id", answer(200, record({ id: 1e300 })), "archive.bad_answer"],
    ["an object as id", answer(200, record({ id: {} })), "archive.bad_answer"],
    ["a number as address", answer(200, record({ url: 5 })), "archive.bad_answer"],
    ["no address", answer(200, record({})), "archive.frame_not_found"],
    ["an empty address", answer(200, record({ url: "" })), "archive.bad_answer"],
    ["another frame's record", answer(200, record({ basename: "b", url: "https://x/" })), "archive.frame_not_found"],
    ["a page", answer(200, "<html>"), "archive.bad_answer"],
    [
      "JSON under gzip",
      answer(200, gzipSync(record({ url: "https://x/" })), { "content-encoding": "gzip" }),
      "archive.bad_answer",
    ],
    ["no UTF-8", answer(200, Buffer.from([0xff, 0xfe, 0x7b])), "archive.bad_answer"],
    [
      "a redirect to a service of ours",
      (socket) => answer(302, "", { location: `http://127.0.0.1:${inner.port}/` })(socket, ""),
      "archive.unavailable",
    ],
    ["an error", answer(500, "Traceback"), "archive.unavailable"],
    ["a reset", (socket) => socket.resetAndDestroy(), "archive.unreachable"],
    ["silence", say(""), /too_slow|unreachable/],
    ["a slow drip", pour(head("content-length: 1000"), " ", 50), "archive.too_slow"],
    ["endless headers", pour("HTTP/1.1 200 OK\r\n", `x: ${"y".repeat(5000)}\r\n`), "archive.unreachable"],
  ] as [string, Parameters<HostileServer["behave"]>[0], string | RegExp][])(
    "answered by %s ends soon, with a text",
    { timeout: SOON },
    async (_what, behaviour, code) => {
      hostile.behave(behaviour);
      expect((await failureOf(lookUp())).code).toMatch(code);
    },
  );

  it("keeps members of a record that mean something to JavaScript to themselves", async () => {
    hostile.behave(
      answer(200, '{"results":[{"id":1,"url":"https://x/","__proto__":{"polluted":1}}],"__proto__":{"x":1}}'),
    );
    expect(await lookUp()).toEqual({ id: "1", basename: "a", url: "https://x/" });
    expect("polluted" in {}).toBe(false);
  });
});
