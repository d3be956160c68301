import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataFolderProblem, prepareDataFolder } from "../../../scripts/lib/data-folder.mjs";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "datalab-data-folder-"));
  writeFileSync(join(dir, "file"), "");
});
afterAll(() => rmSync(dir, { recursive: true }));

const failed = (code: string) => Object.assign(new Error(`${code}: it failed`), { code });

describe("the data folder", () => {
  it.each([
    ["EACCES", "may not be written by this user. Give this user the right to write there"],
    ["EROFS", "lies on a read-only disk. Mount that disk for writing"],
    ["ENOSPC", "lies on a full disk. Free some space there"],
    ["EIO", "cannot be used (EIO: it failed). Mend that"],
  ])("after %s: what, why and what to do, in one line", (code, reason) => {
    const line = dataFolderProblem("/data", failed(code));
    expect(line).toBe(`The data folder /data ${reason}, or set DATA_DIR to another folder.`);
  });

  it("is made, and left without a trace of the trial", () => {
    const folder = join(dir, "new", "one");
    prepareDataFolder(folder, () => 1e12);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("needs some room", () => {
    expect(() => prepareDataFolder(join(dir, "small"), () => 20 * 2 ** 20)).toThrow(
      "has 20 MB of free space and needs 300 MB",
    );
  });

  it("that is a file stops the start with one line and no stack", async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
    });
    const root = fileURLToPath(new URL("../../..", import.meta.url));
    const started = spawnSync(process.execPath, ["scripts/start.mjs"], {
      cwd: root,
      env: { ...process.env, DATA_DIR: join(dir, "file"), PORT: String(port) },
      encoding: "utf8",
    });
    expect(started.status).toBe(1);
    expect(started.stderr.trim().split("\n")).toEqual([
      `The data folder ${join(dir, "file")} is a file. Remove that file, or set DATA_DIR to another folder.`,
    ]);
  });
});
