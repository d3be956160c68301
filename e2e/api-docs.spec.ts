import type { Locator, Page } from "@playwright/test";
import { demoFrame } from "./rest-client.ts";
import { expect, test } from "./test.ts";

/** Opens a call of the reference, fills in its body and parameters, presses Execute and reads the answer. */
async function tryIt(page: Page, operationId: string, { path = {}, body }: { path?: object; body?: object }) {
  const call: Locator = page.locator(`[id$="-${operationId}"]`);
  if (!(await call.locator(".execute").isVisible())) await call.locator(".opblock-summary-control").first().click();
  for (const [name, value] of Object.entries(path)) {
    await call.locator(`tr[data-param-name="${name}"] input`).fill(String(value));
  }
  if (body) await call.locator("textarea.body-param__text").fill(JSON.stringify(body));
  await call.locator(".execute").click();
  const answer = call.locator(".live-responses-table .response-col_description .microlight").first();
  await expect(answer).toBeVisible({ timeout: 60_000 });
  return JSON.parse(await answer.evaluate((element) => element.textContent ?? ""));
}

test("with only the reference page and a token a person runs a Median and downloads it", async ({ page, product }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto("/api/docs/");
  await page.getByRole("button", { name: "Authorize" }).first().click();
  const dialog = page.locator(".dialog-ux");
  await dialog.locator(".auth-container", { hasText: "personalToken" }).locator("input").fill(product.admin.token);
  await dialog.locator(".auth-container", { hasText: "personalToken" }).getByRole("button", { name: "Apply" }).click();
  await dialog.getByRole("button", { name: "Close" }).last().click();

  const frames = [demoFrame(1), demoFrame(2), demoFrame(3)];
  const session = await tryIt(page, "postDatasessions", { body: { name: "from the page", input_data: frames } });
  const started = await tryIt(page, "postDatasessionsBySessionIdOperations", {
    path: { session_id: session.id, Prefer: "wait=30" },
    body: { name: "Median", input_data: { input_files: frames } },
  });
  expect(started).toMatchObject({ name: "Median", status: "COMPLETED" });
  const download = await page.request.get(started.output.output_files[0].fits_url);
  expect(download.headers()["content-disposition"]).toMatch(/^attachment; filename="[0-9a-f]{64}\.fits"$/);
  expect((await download.body()).subarray(0, 9).toString()).toBe("SIMPLE  =");
  expect(errors).toEqual([]);
});
