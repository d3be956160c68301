import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface Product {
  url: string;
  dataDir: string;
  admin: { username: string; password: string; token: string };
  /** The Median that the screen offers to a newcomer, as a shell command. */
  curl: string;
  launcher: ChildProcess;
  /** Ctrl-C, and everything is gone. */
  stop(): Promise<void>;
}

/** Starts the product as its README says, in a data folder of its own, and reads what it prints. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), "datalab e2e-"));
  const port = await freePort();
  const launcher = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: "warn",
      OAUTH_SERVER_KEY: "e2e-server-key",
      RATE_LIMIT_PER_MINUTE: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const screen = await readScreen(launcher);
  const [, username = "", password = "", token = ""] =
    /user\s+(\S+)\s+password\s+(\S+)\s+API token\s+(\S+)/.exec(screen) ?? [];
  return {
    url: `http://localhost:${port}`,
    dataDir,
    admin: { username, password, token },
    curl: /curl -sS [\s\S]*?'\n/.exec(screen)?.[0] ?? "",
    launcher,
    async stop() {
      const gone = new Promise((done) => launcher.once("exit", done));
      launcher.kill("SIGINT");
      await gone;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function readScreen(launcher: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let screen = "";
    const take = (data: Buffer) => {
      screen += data;
      if (screen.includes("Ctrl-C stops everything")) resolve(screen);
    };
    launcher.stdout?.on("data", take);
    launcher.stderr?.on("data", take);
    launcher.once("exit", (code) => reject(new Error(`The product did not start (code ${code}):\n${screen}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
