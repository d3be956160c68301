import { type Product, startArchiveStandIn, startProduct } from "@datalab/testkit";
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

/** The same with an archive that serves the FITS files of these folders. */
export function testWithArchive(dirs: readonly string[]) {
  return base.extend<object, { product: Product }>({
    product: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
      async ({}, use) => {
        const archive = await startArchiveStandIn({ dirs });
        const product = await startProduct({
          ARCHIVE_API: archive.api,
          ARCHIVE_HOSTS: "127.0.0.1",
          ARCHIVE_INSECURE_HOSTS: archive.host,
        });
        await use(product);
        await product.stop();
        await archive.close();
      },
      { scope: "worker", timeout: 180_000 },
    ],
  });
}

export { expect } from "@playwright/test";
