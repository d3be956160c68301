import { randomUUID } from "node:crypto";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { startFaultyProxy } from "@datalab/testkit";
import { describe, expect, it } from "vitest";
import { describeBlobStore } from "./blob-store.contract.ts";
import { s3Store } from "./s3-store.ts";

const endpoint = process.env.TEST_S3_ENDPOINT;
if (!endpoint)
  throw new Error("TEST_S3_ENDPOINT must name a running S3-compatible server: run `npm run test:services`.");
const credentials = {
  accessKeyId: process.env.TEST_S3_ACCESS_KEY ?? "test:tester",
  secretAccessKey: process.env.TEST_S3_SECRET_KEY ?? "testing",
};
const region = "us-east-1";

describeBlobStore("S3 store", async () => {
  const bucket = `datalab-${randomUUID()}`;
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return s3Store({ bucket, endpoint, region, credentials });
});

it("calls an unreachable server transient, so that the work is tried again", async () => {
  const store = s3Store({ bucket: "none", endpoint: "http://127.0.0.1:1", region, credentials });
  await expect(store.ping()).rejects.toMatchObject({ kind: "transient", code: "storage.unavailable" });
});

describe("a store that breaks", () => {
  const limits = { requestMs: 700, downloadMs: 700, uploadMs: 700 };
  const away = { kind: "transient", dependency: "store", code: "storage.unavailable" };
  const key = `${"ab".repeat(32)}/a.fits`;

  async function setUp() {
    const bucket = `datalab-${randomUUID()}`;
    const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    const proxy = await startFaultyProxy(endpoint!);
    return { proxy, store: s3Store({ bucket, endpoint: proxy.url, region, credentials, limits }) };
  }

  it.each(["hang", "reset", "refuse"] as const)(
    "is told as away when connections %s, and used again",
    async (fault) => {
      const { proxy, store } = await setUp();
      await store.put(key, Buffer.from("before"));
      await proxy.fail(fault);
      await expect(store.ping()).rejects.toMatchObject(away);
      await expect(store.head(key)).rejects.toMatchObject(away);
      await expect(store.get(key)).rejects.toMatchObject(away);
      await expect(store.put(key, Buffer.alloc(100_000))).rejects.toMatchObject(away);
      await proxy.fail("none");
      await store.put(key, Buffer.from("after"));
      expect((await store.head(key)).size).toBe(5);
      await proxy.close();
    },
  );

  it("is told as away in the middle of a download", async () => {
    const { proxy, store } = await setUp();
    await store.put(key, Buffer.alloc(30_000_000, 1));
    const { stream } = await store.get(key);
    await expect(
      (async () => {
        for await (const _ of stream) await proxy.fail("hang");
      })(),
    ).rejects.toMatchObject(away);
    await proxy.close();
  });

  it("is told as away when it accepts nobody any more", async () => {
    const refused = s3Store({
      bucket: "none",
      endpoint,
      region,
      credentials: { accessKeyId: "test:tester", secretAccessKey: "old" },
    });
    await expect(refused.head(key)).rejects.toMatchObject(away);
  });
});
