import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sharedData } from "@datalab/testkit";
import { type FieldCase, wrongInAnalysis, wrongInCommand, wrongInOperation } from "./field-answers.ts";
import { restClient, tokenHeaders } from "./rest-client.ts";
import { expect, testWithArchive } from "./test.ts";

const folder = sharedData("field");
const names = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/expected.json`));
const cases = names.map((name) => ({
  name,
  fieldCase: JSON.parse(readFileSync(`${folder}/${name}/expected.json`, "utf8")) as FieldCase,
}));

/** The product with an archive that serves the frames of people's bug reports. */
const test = testWithArchive(names.map((name) => `${folder}/${name}`));

const script = fileURLToPath(new URL("../scripts/fits.mjs", import.meta.url));

for (const { name, fieldCase } of cases) {
  const { cli, request, expected } = fieldCase;
  if (cli)
    test(`fits ${cli[0]} answers ${name} rightly or in words`, () => {
      const words = cli.map((word) => (word === "FILE" ? `${folder}/${name}/${name}.fits` : word));
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], { maxBuffer: 2 ** 28 });
      expect(wrongInCommand(expected, { status, stdout, stderr: stderr.toString() })).toBe("");
    });
  else if (request && "operation" in request)
    test(`${request.operation} answers ${name} rightly or in words`, async ({ product }) => {
      const rest = restClient(product);
      const started = await rest.start(request.operation, request.input_data);
      expect(await wrongInOperation(expected, await rest.finished(started))).toBe("");
    });
  else if (request)
    test(`${request.analysis} answers ${name} rightly or in words`, async ({ product: { url, admin } }) => {
      const answer = await fetch(`${url}/api/analysis/${request.analysis}/`, {
        method: "POST",
        headers: tokenHeaders(admin.token),
        body: JSON.stringify(request.body),
      });
      expect(wrongInAnalysis(expected, answer.status, await answer.json())).toBe("");
    });
}
