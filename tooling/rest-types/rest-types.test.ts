import { fileURLToPath } from "node:url";
import { openApiDocument } from "@datalab/api";
import openapiTypescript, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { expect, it } from "vitest";

const file = fileURLToPath(new URL("../../packages/api/src/client/rest-types.ts", import.meta.url));

it("the REST client's types are those of the OpenAPI document (renew them: npx vitest run tooling/rest-types -u)", async () => {
  const document = openApiDocument("https://datalab.example.org");
  const types = astToString(await openapiTypescript(document as Parameters<typeof openapiTypescript>[0]));
  await expect(`${COMMENT_HEADER}${types}`).toMatchFileSnapshot(file);
});
