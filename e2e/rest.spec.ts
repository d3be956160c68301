import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./test.ts";

const headers = (token: string) => ({ Authorization: `Token ${token}`, "Content-Type": "application/json" });
const frames = (numbers: number[]) =>
  numbers.map((n) => ({ source: "archive", basename: `sim-lsc1m0-20260110-${String(n).padStart(4, "0")}-e91` }));

async function median(request: APIRequestContext, token: string, numbers: number[]) {
  const session = await (
    await request.post("/api/datasessions/", { headers: headers(token), data: { name: "rest" } })
  ).json();
  const operations = `/api/datasessions/${session.id}/operations/`;
  const data = { name: "Median", input_data: { input_files: frames(numbers) } };
  const created = await request.post(operations, { headers: headers(token), data });
  expect(created.status()).toBe(201);
  const { id } = await created.json();
  const read = async () => (await request.get(`${operations}${id}/`, { headers: headers(token) })).json();
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe("COMPLETED");
  return { session, operations, id, operation: await read() };
}

test("the command on the first screen runs a Median and prints its link", async ({ product }) => {
  const printed = execFileSync("sh", ["-c", product.curl], { encoding: "utf8" });
  const link = JSON.parse(printed).output.output_files[0].large_url;
  const picture = Buffer.from(await (await fetch(link)).arrayBuffer());
  expect(picture.subarray(0, 2).toString("hex")).toBe("ffd8");
});

test("files are served by their links alone, whole, in parts, and as attachments", async ({ request, product }) => {
  const { operation } = await median(request, product.admin.token, [1, 2]);
  const [file] = operation.output.output_files;
  const whole = await fetch(file.fits_url);
  expect(whole.status).toBe(200);
  expect(whole.headers.get("content-disposition")).toContain("attachment");
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect(bytes.subarray(0, 6).toString()).toBe("SIMPLE");
  expect(whole.headers.get("content-length")).toBe(String(bytes.length));
  const part = await fetch(file.fits_url, { headers: { Range: "bytes=2880-2887" } });
  expect([part.status, await part.text()]).toEqual([206, "XTENSION"]);
  expect(createHash("sha256").update(bytes).digest("hex")).toHaveLength(64);
});

test("nobody reaches what is not theirs", async ({ request, product }) => {
  const { session, operations, id, operation } = await median(request, product.admin.token, [1, 3]);
  const push = await request.post("/authprofile/addupdateuser/", {
    headers: { Authorization: "Server e2e-server-key" },
    data: {
      username: "eve",
      email: "eve@example.org",
      tokens: { api_token: "eve-portal-token" },
      profile: { staff_view: false },
    },
  });
  expect(push.status()).toBe(200);
  const eve = headers("eve-portal-token");
  expect((await request.get("/api/datasessions/", { headers: eve })).status()).toBe(200);
  for (const path of [`/api/datasessions/${session.id}/`, operations, `${operations}${id}/`]) {
    expect((await request.get(path, { headers: eve })).status(), path).toBe(404);
    expect((await request.get(path)).status(), path).toBe(401);
  }
  expect((await request.delete(`${operations}${id}/`, { headers: eve })).status()).toBe(404);

  const link: string = operation.output.output_files[0].large_url;
  expect((await request.get(link)).status()).toBe(200);
  const altered = link.replace(/s=(.)/, (_, first) => `s=${first === "A" ? "B" : "A"}`);
  expect((await request.get(altered)).status()).toBe(404);
  expect((await request.get(link.replace(/\?.*/, ""))).status()).toBe(404);
  await request.delete(`${operations}${id}/`, { headers: headers(product.admin.token) });
  expect((await request.get(link)).status()).toBe(404);
});
