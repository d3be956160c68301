import { execFileSync } from "node:child_process";
import { demoFrame, restClient, tokenHeaders } from "./rest-client.ts";
import { expect, test } from "./test.ts";

test("the command on the first screen runs a Median and prints its link", async ({ product }) => {
  const printed = execFileSync("sh", ["-c", product.curl], { encoding: "utf8" });
  const link = JSON.parse(printed).output.output_files[0].large_url;
  const picture = Buffer.from(await (await fetch(link)).arrayBuffer());
  expect(picture.subarray(0, 2).toString("hex")).toBe("ffd8");
});

test("files are served by their links alone, whole, in parts, and as attachments", async ({ product }) => {
  const rest = restClient(product);
  const operation = await rest.finished(await rest.startMedian([demoFrame(1), demoFrame(2)]));
  const file = operation.output!.output_files[0]!;
  const whole = await fetch(file.fits_url);
  expect(whole.status).toBe(200);
  expect(whole.headers.get("content-disposition")).toContain("attachment");
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect(bytes.subarray(0, 6).toString()).toBe("SIMPLE");
  expect(whole.headers.get("content-length")).toBe(String(bytes.length));
  const part = await fetch(file.fits_url, { headers: { Range: "bytes=2880-2887" } });
  expect([part.status, await part.text()]).toEqual([206, "XTENSION"]);
});

test("nobody reaches what is not theirs", async ({ request, product }) => {
  const rest = restClient(product);
  const submitted = await rest.startMedian([demoFrame(1), demoFrame(3)]);
  const operation = await rest.finished(submitted);
  const session = `/api/datasessions/${submitted.sessionId}/`;
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
  const eve = tokenHeaders("eve-portal-token");
  expect((await request.get("/api/datasessions/", { headers: eve })).status()).toBe(200);
  for (const path of [session, `${session}operations/`, submitted.path]) {
    expect((await request.get(path, { headers: eve })).status(), path).toBe(404);
    expect((await request.get(path)).status(), path).toBe(401);
  }
  expect((await request.delete(submitted.path, { headers: eve })).status()).toBe(404);

  const link = operation.output!.output_files[0]!.large_url;
  expect((await request.get(link)).status()).toBe(200);
  const altered = link.replace(/s=(.)/, (_, first) => `s=${first === "A" ? "B" : "A"}`);
  expect((await request.get(altered)).status()).toBe(404);
  expect((await request.get(link.replace(/\?.*/, ""))).status()).toBe(404);
  await request.delete(submitted.path, { headers: tokenHeaders(product.admin.token) });
  expect((await request.get(link)).status()).toBe(404);
});
