import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { answerDocs } from "./answer-docs.ts";

const folder = mkdtempSync(join(tmpdir(), "datalab-docs-"));
writeFileSync(join(folder, "swagger-ui.css"), "body {}");
writeFileSync(join(folder, "package.json"), "{}");
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, method = "GET") => answerDocs(new Request(`http://x${path}`, { method }), folder);

it("is a page that loads only what is here", async () => {
  const page = await get("/api/docs/");
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).not.toMatch(/https?:/);
  for (const [, name] of html.matchAll(/(?:src|href)="([^"]+)"/g)) expect(name).toMatch(/^[\w.-]+$/);
  expect(await (await get("/api/docs/swagger-ui.css")).text()).toBe("body {}");
  expect((await get("/api/docs")).headers.get("location")).toBe("/api/docs/");
});

it.each(["package.json", "..%2fsecret", "constructor", "a/b"])("does not hand out %s", async (name) => {
  expect((await get(`/api/docs/${name}`)).status).toBe(404);
});

it("is only read", async () => {
  expect((await get("/api/docs/", "POST")).status).toBe(405);
});
