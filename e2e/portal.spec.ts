import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Product, startProduct } from "@datalab/testkit";
import type { Page } from "@playwright/test";
import { startPortalStandIn } from "./portal-stand-in.ts";
import { tokenHeaders } from "./rest-client.ts";
import { test as base, expect } from "./test.ts";

type Portal = Awaited<ReturnType<typeof startPortalStandIn>>;

const vera = { username: "vera", password: "vera's password", apiToken: "vera-api-token-4711" };
const walt = { username: "walt", password: "walt's password", apiToken: "walt-api-token-4712" };
/** A name that the product has given to somebody of its own. */
const impostor = { username: "admin", password: "whatever", apiToken: "impostor-api-token" };

/** The product beside a portal of its own. */
const test = base.extend<object, { portal: Portal; product: Product }>({
  portal: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const portal = await startPortalStandIn([vera, walt, impostor]);
      await use(portal);
      await portal.close();
    },
    { scope: "worker" },
  ],
  product: [
    async ({ portal }, use) => {
      const product = await startProduct(portal.settings);
      await use(product);
      await product.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

test.beforeEach(({ portal }) => {
  Object.assign(portal.person, { user: vera, consents: true, altersState: false });
});

async function signInAtPortal(page: Page) {
  await page.goto("/admin");
  await page.getByRole("button", { name: "Sign in at the observation portal" }).click();
}

const problem = (page: Page) => page.getByRole("alert").filter({ hasText: /\S/ }).first();

test("a person signs in at the portal's own page and lands in the console", async ({ page, product }) => {
  await signInAtPortal(page);
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
  await page.getByRole("button", { name: "Account menu" }).click();
  await expect(page.getByText("vera").first()).toBeVisible();
  const rest = await fetch(`${product.url}/api/datasessions/`, { headers: tokenHeaders(vera.apiToken) });
  expect([rest.status, (await rest.json()).count]).toEqual([200, 0]);
});

test("who refuses at the portal, or comes back with another state, is told and not let in", async ({
  page,
  portal,
}) => {
  for (const deed of [{ consents: false }, { altersState: true }]) {
    Object.assign(portal.person, { consents: true, altersState: false }, deed);
    await signInAtPortal(page);
    await expect(problem(page)).toContainText("observation portal");
    await page.goto("/admin");
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  }
});

test("an account of the product's own is not the portal's, and a person is told so", async ({ page, portal }) => {
  portal.person.user = impostor;
  await signInAtPortal(page);
  await expect(problem(page)).toContainText("local account");
  await page.goto("/admin");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
});

test("the portal's name and password do as well, in the product's own form", async ({ page }) => {
  await page.goto("/admin");
  await page.getByLabel("Username").fill(walt.username);
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("That username and password do not match.")).toBeVisible();
  await page.getByLabel("Password").fill(walt.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
});

test("a signed-in browser writes over REST with its CSRF token, and only with it", async ({ page, product }) => {
  await signInAtPortal(page);
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
  const answers = await page.evaluate(async () => {
    const list = await fetch("/api/datasessions/");
    const token = /csrftoken=(\w+)/.exec(document.cookie)?.[1] ?? "";
    const post = async (headers: Record<string, string>) => {
      const sent = {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: '{"name":"c"}',
      };
      const answer = await fetch("/api/datasessions/", sent);
      return [answer.status, (await answer.json()).detail];
    };
    return [list.status, token.length > 0, await post({}), await post({ "X-CSRFToken": token })];
  });
  const refused = [403, "CSRF Failed: CSRF token missing or incorrect."];
  expect(answers).toEqual([200, true, refused, [201, undefined]]);
  const [cookie] = (await page.context().cookies(product.url)).filter(({ name }) => name.includes("session-token"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("an unknown token is asked at the portal once, known or not", async ({ portal, product }) => {
  const list = async (token: string) =>
    (await fetch(`${product.url}/api/datasessions/`, { headers: tokenHeaders(token) })).status;
  const asked = () => portal.requests.filter((request) => request === "GET /api/profile/ Token").length;
  const before = asked();
  expect([await list("made-up"), await list("made-up"), await list("made-up")]).toEqual([401, 401, 401]);
  expect(asked() - before).toBe(1);
});

test("tokens of the portal are nowhere readable", async ({ product }) => {
  const folder = join(product.dataDir, "postgres");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const holding = files.filter(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    return [vera, walt].some(({ apiToken, password }) => bytes.includes(apiToken) || bytes.includes(password));
  });
  expect(files.length).toBeGreaterThan(100);
  expect(holding).toEqual([]);
});
