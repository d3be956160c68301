import { randomUUID } from "node:crypto";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
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
