import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";

async function signIn(page: Page, user: { username: string; password: string }) {
  await page.goto("/admin");
  await page.getByLabel("Name").fill(user.username);
  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
}

const imageIsDrawn = (picture: ReturnType<Page["getByRole"]>) =>
  expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);

test("a person signs in, runs a Median on the demo night, sees its picture, and deletes it", async ({
  page,
  product,
}) => {
  await signIn(page, product.admin);
  await page.getByRole("link", { name: "Demo night" }).click();
  const operations = page.getByRole("list", { name: "Operations" });
  await expect(operations.getByRole("listitem", { name: "Median 1" }).getByText("Completed")).toBeVisible();

  await page.getByRole("button", { name: "Start operation" }).click();
  const dialog = page.getByRole("dialog", { name: "Start an operation" });
  const files = dialog.getByRole("list", { name: "Input Files" });
  await dialog.getByRole("button", { name: "Clear" }).click();
  await files.getByRole("checkbox").nth(0).check();
  await dialog.getByRole("button", { name: "Start Median" }).click();
  await expect(dialog.getByText(/at least 2/)).toBeVisible();
  for (const row of [1, 2, 3, 4]) await files.getByRole("checkbox").nth(row).check();
  await dialog.getByRole("button", { name: "Start Median" }).click();
  await expect(dialog).toBeHidden();

  // The page is never reloaded from here: what changes on it came by the subscription.
  const median = operations.getByRole("listitem", { name: "Median 2" });
  await expect(median.getByRole("progressbar").or(median.getByText("Completed"))).toBeVisible();
  await expect(median.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  await imageIsDrawn(median.getByRole("img", { name: "Result of Median 2" }));

  await median.getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Median 2" })).toBeVisible();
  await imageIsDrawn(page.getByRole("img", { name: "Result of Median 2" }));
  await page.getByRole("button", { name: "Delete Median 2" }).click();
  await page.getByRole("button", { name: "Delete operation" }).click();
  await expect(operations.getByRole("listitem", { name: "Median 1" })).toBeVisible();
  await expect(operations.getByRole("listitem", { name: "Median 2" })).toHaveCount(0);
});

test("a wrong password is refused in words", async ({ page, product }) => {
  await page.goto("/admin");
  await page.getByLabel("Name").fill(product.admin.username);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /wrong|match|recogni/i })).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});

test("what fails says why", async ({ page, product }) => {
  await signIn(page, product.admin);
  await page.getByRole("button", { name: "New session" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("a frame that is not there");
  await page.getByRole("dialog").getByRole("button", { name: "Create session" }).click();
  await page.getByRole("button", { name: "Add frames" }).first().click();
  await page.getByRole("dialog").getByLabel("Frames").fill("sim-nowhere-0001-e91\nsim-nowhere-0002-e91");
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await page.getByRole("button", { name: "Start operation" }).click();
  const dialog = page.getByRole("dialog", { name: "Start an operation" });
  for (const row of [0, 1]) await dialog.getByRole("checkbox").nth(row).check();
  await dialog.getByRole("button", { name: "Start Median" }).click();
  await expect(page.getByRole("listitem", { name: "Median 1" }).getByText(/sim-nowhere-0001-e91/)).toBeVisible({
    timeout: 30_000,
  });
});
