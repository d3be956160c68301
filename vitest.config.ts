import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const conditions = ["@datalab/source", "node", "default"];
const globalSetup = ["packages/testkit/src/global-setup.ts"];
/** A shared machine can stall for seconds: CI tries once more and names what needed it; at home a flaky test fails. */
const retry = process.env.CI ? 1 : 0;
const slow = { testTimeout: 120_000, hookTimeout: 120_000 };

function project(name: string, include: string[], test: TestProjectInlineConfiguration["test"] = {}) {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: ["node", "import"] } },
    test: { name, include, exclude: ["**/node_modules/**", "**/dist/**"], retry, ...test },
  } satisfies TestProjectInlineConfiguration;
}

/**
 * unit: no service, no network, seconds. integration: on PostgreSQL (TEST_DATABASE_URL, else an embedded one).
 * services: on a real Redis and S3 server, see scripts/test-services.mjs. shared: on the observatory data beside the checkout.
 */
export default defineConfig({
  test: {
    maxWorkers: 2, // some suites wait most of their time
    projects: [
      project("unit", ["{packages,apps}/*/src/**/*.test.ts", "tooling/**/*.test.ts"], {
        exclude: ["**/node_modules/**", "**/dist/**", "**/*.{integration,services,shared}.test.ts"],
        testTimeout: 30_000,
      }),
      project("integration", ["{packages,apps}/*/src/**/*.integration.test.ts"], { globalSetup, ...slow }),
      project("services", ["{packages,apps}/*/src/**/*.services.test.ts"], { globalSetup, ...slow }),
      project("shared", ["{packages,apps}/*/src/**/*.shared.test.ts"], { globalSetup, ...slow }),
    ],
  },
});
