import { expect, test } from "./test.ts";

test("a person looks for the period of a variable star, reads a point, and folds the light curve", async ({
  page,
  product,
}) => {
  await page.goto("/admin");
  await page.getByLabel("Username").fill(product.admin.username);
  await page.getByLabel("Password").fill(product.admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Demo night" }).click();
  await page.getByRole("button", { name: "Start operation" }).click();
  const dialog = page.getByRole("dialog", { name: "Start an operation" });
  await dialog.getByRole("radio", { name: "Variable Star" }).click();
  await dialog.getByLabel("Name").fill("SIM V1");
  await dialog.getByLabel("Right ascension").fill("80.9862");
  await dialog.getByLabel("Declination").fill("-24.5172");
  // The form starts with all frames of the filter that has most of them.
  await expect(dialog.getByRole("status")).toHaveText("13 chosen");
  await dialog.getByRole("button", { name: "Start Variable Star" }).click();
  await expect(dialog).toBeHidden();

  const operation = page.getByRole("list", { name: "Operations" }).getByRole("listitem", { name: /^Variable Star / });
  await expect(operation.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  await operation.getByRole("link").click();

  const curve = page.getByRole("img", { name: "Light curve of 13 points" });
  await expect(curve.locator("canvas")).toBeVisible();
  await page.getByText("Measurements").click();
  await expect(page.getByRole("region", { name: "Measurements" }).locator("tbody tr")).toHaveCount(13);
  const place = (await curve.boundingBox())!;
  await curve.hover({ position: { x: place.width * 0.5, y: place.height * 0.5 } });
  await expect(curve.getByText(/^sim-lsc1m0-20260110-00\d\d-e91$/)).toBeVisible();
  await expect(curve.getByText(/^14\.\d{3} ± 0\.\d{3}$/)).toBeVisible();

  // The simulated star turns in 0.036 days; the search's own answer is chosen at first.
  const folded = page.getByRole("img", { name: /^Light curve folded at 0\.0(36|35[5-9])\d* d$/ });
  await expect(folded.locator("canvas")).toBeVisible();
  await page.getByLabel("Fold at").fill("0.864 h");
  await page.getByRole("button", { name: "Fold", exact: true }).click();
  await expect(page.getByRole("img", { name: "Light curve folded at 0.036 d" }).locator("canvas")).toBeVisible();
});
