import type { Page } from "@playwright/test";
import { restClient, slowMedian } from "./rest-client.ts";
import { expect, test } from "./test.ts";

type User = { username: string; password: string };

async function fillSignIn(page: Page, user: User) {
  await page.getByLabel("Username").fill(user.username);
  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signIn(page: Page, user: User) {
  await page.goto("/admin");
  await fillSignIn(page, user);
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
}

const imageIsDrawn = (picture: ReturnType<Page["getByRole"]>) =>
  expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);

test("nothing on the pages breaks their own policy", async ({ page, product }) => {
  const broken: string[] = [];
  await page.exposeFunction("policyBroken", (text: string) => broken.push(text));
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      (globalThis as unknown as { policyBroken(text: string): void }).policyBroken(
        `${violatedDirective} ${blockedURI}`,
      ),
    ),
  );
  await signIn(page, product.admin);
  await page.goto("/admin/account");
  await expect(page.getByRole("heading", { name: "Sign-ins" })).toBeVisible();
  await page.goto("/api/docs/");
  await expect(page.getByText("One session", { exact: true })).toBeVisible();
  expect(broken).toEqual([]);
});

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
  await dialog.getByRole("radio", { name: "Median" }).click();
  const files = dialog.getByRole("list", { name: "Input Files" });
  await files.getByRole("checkbox").nth(0).check();
  await dialog.getByRole("button", { name: "Start Median" }).click();
  await expect(dialog.getByText("Choose at least 2 files; 1 chosen.")).toBeVisible();
  for (const row of [1, 2, 3, 4]) await files.getByRole("checkbox").nth(row).check();
  await dialog.getByRole("button", { name: "Start Median" }).click();
  await expect(dialog).toBeHidden();

  // The page is never reloaded from here: what changes on it came by the subscription.
  const added = operations.getByRole("listitem", { name: /^Median (?!1$)/ }); // its number counts the demo's other operations
  const name = await added.getAttribute("aria-label");
  const median = operations.getByRole("listitem", { name: name!, exact: true });
  await expect(median.getByRole("progressbar").or(median.getByText("Completed"))).toBeVisible();
  await expect(median.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  await imageIsDrawn(median.getByRole("img", { name: `Result of ${name}` }));

  await median.getByRole("link").click();
  await expect(page.getByRole("heading", { name: name! })).toBeVisible();
  await imageIsDrawn(page.getByRole("img", { name: `Result of ${name}` }));
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await page.getByRole("button", { name: "Delete operation" }).click();
  await expect(operations.getByRole("listitem", { name: "Median 1" })).toBeVisible();
  await expect(operations.getByRole("listitem", { name: name! })).toHaveCount(0);
});

test("a running Median shows its progress, is cancelled, and runs again", async ({ page, product }) => {
  const { sessionId } = await restClient(product).startMedian(slowMedian(300), "slow");
  await page.goto(`/admin/sessions/${sessionId}`);
  await fillSignIn(page, product.admin);

  // The link led here although nobody was signed in.
  const median = page.getByRole("listitem", { name: "Median 1" });
  await expect(page).toHaveURL(new RegExp(`/admin/sessions/${sessionId}$`));
  const percent = async () => Number(await median.getByRole("progressbar").getAttribute("aria-valuenow"));
  await expect.poll(percent, { timeout: 60_000 }).toBeGreaterThan(5); // the demo's own operations come first
  const early = await percent();
  await expect.poll(percent).toBeGreaterThan(early);
  await median.getByRole("button", { name: "Cancel Median 1" }).click();
  await expect(median.getByText("Cancelled", { exact: true })).toBeVisible();
  await median.getByRole("button", { name: "Run Median 1 again" }).click();
  await expect(median.getByText("Completed")).toBeVisible({ timeout: 60_000 });
});

test("the picture is moved and zoomed by keys, and names its pixels", async ({ page, product }) => {
  await signIn(page, product.admin);
  await page.getByRole("link", { name: "Demo night" }).click();
  await page.getByRole("listitem", { name: "Median 1" }).getByRole("link").click();
  const viewer = page.getByRole("application", { name: /^Result of Median 1/ });
  const zoom = page.getByRole("status", { name: "Zoom" });
  const image = page.getByRole("img", { name: "Result of Median 1" });
  await imageIsDrawn(image);
  await expect(zoom).toHaveText(/\d %/); // the viewer knows the picture's size
  await viewer.press("1");
  await expect(zoom).toHaveText("100 %");
  await viewer.press("+");
  await expect(zoom).toHaveText("150 %");
  const place = await image.getAttribute("style");
  await viewer.press("ArrowRight");
  await expect(image).not.toHaveAttribute("style", place!);

  // 900 × 900 pixels; FITS counts from 1, from the lower left.
  for (let step = 0; step < 30; step++) await viewer.press("ArrowUp");
  for (let step = 0; step < 30; step++) await viewer.press("ArrowLeft");
  await viewer.hover({ position: { x: 2, y: 2 } });
  await expect(page.getByRole("toolbar", { name: "Picture view" }).getByText("2, 899")).toBeVisible();
  await viewer.press("0");
  await expect(zoom).not.toHaveText("150 %");
});

test("a wrong password is refused in words", async ({ page, product }) => {
  await page.goto("/admin");
  await fillSignIn(page, { ...product.admin, password: "not the password" });
  await expect(page.getByRole("alert").filter({ hasText: "That username and password do not match." })).toBeVisible();
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
  await dialog.getByRole("radio", { name: "Median" }).click();
  for (const row of [0, 1]) await dialog.getByRole("checkbox").nth(row).check();
  await dialog.getByRole("button", { name: "Start Median" }).click();
  await expect(page.getByRole("listitem", { name: "Median 1" }).getByText(/sim-nowhere-0001-e91/)).toBeVisible({
    timeout: 30_000,
  });
});
