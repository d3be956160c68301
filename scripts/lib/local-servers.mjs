import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort, stopProcess, waitFor } from "./processes.mjs";

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

export async function startRedis(dir) {
  mkdirSync(dir, { recursive: true });
  const port = await freePort();
  const child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", dir], {
    stdio: "ignore",
  });
  await waitFor("Redis", () => accepts(port), 20_000);
  return { url: `redis://127.0.0.1:${port}`, stop: () => stopProcess(child) };
}

/** The newest PostgreSQL of Debian's packages; it refuses to run as root, so root runs it as nobody. */
export async function startPostgres(dir) {
  const versions = existsSync("/usr/lib/postgresql")
    ? readdirSync("/usr/lib/postgresql").sort((a, b) => Number(a) - Number(b))
    : [];
  if (!versions.length) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const bin = (name) => join("/usr/lib/postgresql", versions.at(-1), "bin", name);
  const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (asNobody.uid) openTo(asNobody.uid, dir);
  const init = spawnSync(
    bin("initdb"),
    ["-D", dir, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    { ...asNobody, encoding: "utf8", cwd: dir },
  );
  if (init.status !== 0) throw new Error(`initdb: ${init.stderr}`);
  const port = await freePort();
  const args = [
    "-D",
    dir,
    "-p",
    String(port),
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "unix_socket_directories=",
    "-c",
    "fsync=off",
    "-c",
    "max_connections=300",
  ];
  const child = spawn(bin("postgres"), args, { ...asNobody, stdio: "ignore", cwd: dir });
  await waitFor("PostgreSQL", () => accepts(port), 20_000);
  return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop: () => stopProcess(child, "SIGINT") };
}

function openTo(uid, dir) {
  chownSync(dir, uid, uid);
  spawnSync("chmod", ["o+x", join(dir, "..")]);
}
