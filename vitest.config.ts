import { defineConfig } from "vitest/config";

const conditions = ["@datalab/source", "node", "import", "default"];
const project = (name: string, include: string[], extra = {}) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["node", "import"] } },
  test: { name, include, exclude: ["**/node_modules/**", "**/dist/**"], environment: "node", ...extra },
});

/**
 * unit: no service, no network, seconds. integration: starts an embedded PostgreSQL of its own.
 * services: real Redis, PostgreSQL and S3, started by scripts/test-services.mjs. shared: the observatory data beside the checkout.
 */
export default defineConfig({
  test: {
    projects: [
      project("unit", ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "tooling/**/*.test.ts"].map(String), {
        exclude: ["**/node_modules/**", "**/dist/**", "**/*.{integration,services,shared}.test.ts"],
      }),
      project("integration", ["{packages,apps}/*/src/**/*.integration.test.ts"], { testTimeout: 60_000, hookTimeout: 120_000 }),
      project("services", ["{packages,apps}/*/src/**/*.services.test.ts"], { testTimeout: 60_000, hookTimeout: 120_000 }),
      project("shared", ["{packages,apps}/*/src/**/*.shared.test.ts", "e2e/**/*.shared.test.ts"], { testTimeout: 300_000, hookTimeout: 300_000 }),
    ],
  },
});
