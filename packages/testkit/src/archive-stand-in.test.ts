import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HttpArchive, httpArchive } from "@datalab/archive";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ArchiveStandIn, startArchiveStandIn } from "./archive-stand-in.ts";
import { smallFrame } from "./small-frame.ts";

describe("startArchiveStandIn", () => {
  let dir: string;
  let standIn: ArchiveStandIn;
  let archive: HttpArchive;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "stand-in-"));
    await smallFrame(join(dir, "open-e91.fits.fz"));
    await smallFrame(join(dir, "secret-e91.fits"), { compressed: false });
    standIn = await startArchiveStandIn({ dirs: [dir], tokens: { alice: ["secret-e91"], bob: [] } });
    archive = httpArchive({ api: standIn.api, hosts: [], insecureHosts: [standIn.host] });
  });

  afterEach(async () => {
    await archive.close();
    await standIn.close();
    await rm(dir, { recursive: true });
  });

  const notFound = expect.objectContaining({ kind: "notFound" });

  it("shows public frames to all and proprietary ones to their token only", async () => {
    for (const token of [null, "alice", "bob", "someone"]) {
      expect((await archive.frame("open-e91", token)).basename).toBe("open-e91");
    }
    expect((await archive.frame("secret-e91", "alice")).basename).toBe("secret-e91");
    for (const token of [null, "bob", "someone"]) {
      await expect(archive.frame("secret-e91", token)).rejects.toEqual(notFound);
    }
    await expect(archive.frame("missing-e91", "alice")).rejects.toEqual(notFound);
  });

  it("refuses tokens it does not know when asked to", async () => {
    standIn.refuseUnknownTokens();
    await expect(archive.frame("open-e91", "someone")).rejects.toMatchObject({ kind: "forbidden" });
    await archive.frame("open-e91", "bob");
    await archive.frame("open-e91", null);
  });

  it("fails as often as it was told, look-ups and files apart", async () => {
    standIn.failNext("lookup", 2);
    standIn.failNext("file", 1, 404);
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(archive.frame("open-e91", null)).rejects.toMatchObject({ kind: "transient" });
    }
    const frame = await archive.frame("open-e91", null);
    const fetch = () => archive.download(frame, join(dir, "copy"), { maxBytes: 1e6 });
    await expect(fetch()).rejects.toEqual(notFound);
    await fetch();
    expect(standIn.requests.map(({ kind }) => kind)).toEqual(["lookup", "lookup", "lookup", "file", "file"]);
  });

  it("waits before each answer when told to", async () => {
    standIn.delay(200);
    const answer = archive.frame("open-e91", null);
    const sooner = new Promise((resume) => setTimeout(resume, 20, "not yet"));
    expect(await Promise.race([answer, sooner])).toBe("not yet");
    expect((await answer).basename).toBe("open-e91");
  });

  it("remembers who asked for what", async () => {
    await archive.frame("secret-e91", "alice");
    expect(standIn.requests).toEqual([{ kind: "lookup", basename: "secret-e91", token: "alice" }]);
  });
});
