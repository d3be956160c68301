import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Who guards what is served under /api: a new handler needs a line here, and a test of who may call it. */
const guardedBy: Record<string, string> = {
  "[[...path]].ts": "the REST table, whose routes are in packages/api's isolation matrix",
  "trpc/[trpc].ts": "the tRPC router, whose procedures are in the same matrix",
  "files/[operationId]/[name].ts": "the link's signature, in packages/api's file-links test",
  "files/frames/[folder]/[name].ts": "the same",
  "auth/[...nextauth].ts": "next-auth and the brake on guessing, in packages/services' accounts test",
  "docs/[[...asset]].ts": "nothing: a page that is the same for everybody",
  "livez.ts": "nothing: tells that the process answers",
  "readyz.ts": "nothing: tells which parts answer",
};

it("are known, each with what guards it", () => {
  const folder = fileURLToPath(new URL("../pages/api/", import.meta.url));
  const served = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(served.sort()).toEqual(Object.keys(guardedBy).sort());
});
