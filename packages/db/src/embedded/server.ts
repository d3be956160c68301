import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { AppError } from "@datalab/errors";
import type { Launcher } from "./unprivileged.ts";

export interface Server {
  port: number;
  /** Settles when the process has gone, for whatever reason. */
  exited: Promise<void>;
  /** Ends sessions, writes everything out, and waits for the process to go. */
  stop(): Promise<void>;
}

const fastShutdown = "SIGINT";
const immediateShutdown = "SIGQUIT";
const shutdownLimitMs = 15_000;

/** A port that looked free can be taken before the server gets it, and a killed predecessor needs a moment to go: try again. */
const passing = /Address already in use|could not create any TCP\/IP sockets|shared memory block .* still in use/s;

export async function startServer(
  postgres: string,
  folder: string,
  wantedPort: number,
  launcher: Launcher,
): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? wantedPort : 0);
    const { file, args, options } = launcher.command(postgres, [
      ...["-D", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
      ...["-c", "shared_buffers=64MB", "-c", "timezone=UTC", "-c", "logging_collector=off", "-c", "lc_messages=C"],
    ]);
    const child = spawn(file, args, {
      uid: options.uid,
      gid: options.gid,
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    try {
      await ready(child);
      return { port, exited: exitOf(child), stop: () => stop(child) };
    } catch (error) {
      const log = error instanceof AppError && error.cause instanceof Error ? error.cause.message : "";
      if (attempt === 5 || !passing.test(log)) throw error;
      await new Promise((resume) => setTimeout(resume, 200 * attempt));
    }
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    const failed = (cause: Error) =>
      reject(new AppError("internal", "db.embedded_failed", "The embedded PostgreSQL did not start.", { cause }));
    child.stderr?.on("data", (chunk: Buffer) => {
      log = (log + chunk).slice(-4000);
      if (log.includes("ready to accept connections")) resolve();
    });
    child.once("error", failed);
    child.once("exit", () => failed(new Error(log)));
  });
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const harder = setTimeout(() => child.kill(immediateShutdown), shutdownLimitMs);
    child.once("exit", () => {
      clearTimeout(harder);
      resolve();
    });
    child.kill(fastShutdown);
  });
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
