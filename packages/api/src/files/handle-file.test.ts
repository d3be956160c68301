import { AppError } from "@datalab/errors";
import { describe, expect, it } from "vitest";
import { fakeDeps, fileBytes } from "../testing/fake-services.ts";
import { handleFile } from "./handle-file.ts";

interface Sent {
  method?: string;
  name?: string;
  operationId?: string;
  signature?: string;
  headers?: Record<string, string>;
}

async function file(
  { method = "GET", name = "k.fits", operationId = "5", signature = "signed", headers }: Sent,
  deps = fakeDeps(),
) {
  const address = `http://127.0.0.1:3000/files/${operationId}/${name}?s=${signature}`;
  const response = await handleFile(new Request(address, { method, headers }), deps);
  return { status: response.status, headers: response.headers, text: await response.text(), deps };
}

describe("a file link", () => {
  it("streams FITS as a download with its length, readable across origins", async () => {
    const { status, headers, text } = await file({});
    expect([status, text]).toEqual([200, fileBytes]);
    expect(headers.get("content-length")).toBe(String(fileBytes.length));
    expect(headers.get("content-disposition")).toBe('attachment; filename="k.fits"');
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("accept-ranges")).toBe("bytes");
  });

  it("leads to a file made of a frame too", async () => {
    const folder = "ab".repeat(32);
    const { status, deps } = await file({ operationId: `frames/${folder}`, name: "a.tif" });
    expect([status, deps.calls]).toEqual([200, [["files.openOfFrame", folder, "a.tif", "signed", undefined]]]);
    expect((await file({ operationId: "frames/ab", name: "a.tif" })).status).toBe(404);
  });

  it.each(["POST", "DELETE"])("is for reading, not for %s", async (method) => {
    const { status, headers, deps } = await file({ method });
    expect([status, headers.get("allow"), deps.calls]).toEqual([405, "GET, HEAD, OPTIONS", []]);
  });

  it("shows a picture in place", async () => {
    const { headers } = await file({ name: "k-large.jpg" });
    expect(headers.get("content-disposition")).toBe('inline; filename="k-large.jpg"');
    expect(headers.get("content-type")).toBe("image/jpeg");
  });

  it.each([{ signature: "altered" }, { signature: "" }, { operationId: "abc" }, { operationId: "0" }])(
    "is 404 with %j, and readable across origins",
    async (sent) => {
      const { status, headers, text } = await file(sent);
      expect([status, JSON.parse(text)]).toEqual([404, { detail: "Not found." }]);
      expect(headers.get("access-control-allow-origin")).toBe("*");
    },
  );

  it.each([
    ["bytes=0-3", 206, "SIMP", "bytes 0-3/30"],
    ["bytes=26-", 206, "   T", "bytes 26-29/30"],
    ["bytes=-4", 200, fileBytes, null],
    ["bytes=0-1,4-5", 200, fileBytes, null],
    ["bytes=3-1", 200, fileBytes, null],
    ["lines=1-2", 200, fileBytes, null],
  ])("answers Range %s with %i", async (range, status, text, contentRange) => {
    const answer = await file({ headers: { range } });
    expect([answer.status, answer.text, answer.headers.get("content-range")]).toEqual([status, text, contentRange]);
    expect(answer.headers.get("content-length")).toBe(String(text.length));
  });

  it("is 416 for a part that does not exist", async () => {
    const deps = fakeDeps();
    deps.services.files.open = async () => {
      throw new AppError("invalid", "storage.bad_range", "The file has no such part.");
    };
    expect((await file({ headers: { range: "bytes=900-" } }, deps)).status).toBe(416);
  });

  it("is 304 for a copy that is known, but only with a valid link", async () => {
    const { headers } = await file({});
    const known = { "if-none-match": headers.get("etag")! };
    const again = await file({ headers: known });
    expect([again.status, again.text]).toEqual([304, ""]);
    expect((await file({ headers: known, signature: "altered" })).status).toBe(404);
  });

  it("gives the whole file when the known part is of another one", async () => {
    const other = await file({ headers: { range: "bytes=0-3", "if-range": '"other"' } });
    expect(other.status).toBe(200);
    const same = await file({ headers: { range: "bytes=0-3", "if-range": other.headers.get("etag")! } });
    expect(same.status).toBe(206);
  });

  it("answers HEAD and preflight without bytes", async () => {
    const head = await file({ method: "HEAD" });
    expect([head.status, head.text, head.headers.get("content-length")]).toEqual([200, "", String(fileBytes.length)]);
    const headers = { origin: "http://x", "access-control-request-method": "GET" };
    expect((await file({ method: "OPTIONS", headers })).status).toBe(200);
  });
});
