import { type Product, startProduct } from "@datalab/testkit";
import { test as base } from "@playwright/test";

/** Tests of one worker share one running product; each uses sessions of its own. */
export const test = base.extend<object, { product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
});

export { expect } from "@playwright/test";
