// A real S3-compatible server for tests: OpenStack Swift with its s3api, from Debian's packages, in a folder of its own.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { freePort, stopProcess, waitFor } from "./processes.mjs";

const PYTHON = "/usr/bin/python3"; // Debian's own: it sees Debian's swift packages
const RING_SERVERS = ["account", "container", "object"];

// Swift reads swift.conf from /etc unless told otherwise before its modules load.
const LAUNCH = `
import runpy, sys
from swift.common import utils
utils.SWIFT_CONF_FILE = sys.argv[1]
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
`;

const PACKAGES = ["swift-proxy", "swift-account", "swift-container", "swift-object", "memcached"];

/** Starts the server below `dir`; access key test:tester, secret testing. */
export async function startS3Server(dir) {
  if (!existsSync("/usr/bin/swift-proxy-server")) {
    throw new Error(`Swift is not installed: apt-get install ${PACKAGES.join(" ")}`);
  }
  for (const folder of ["etc", "devices/d1", "run"]) mkdirSync(join(dir, folder), { recursive: true });
  const [proxyPort, memcachePort, ...ringPorts] = await Promise.all(Array.from({ length: 5 }, freePort));
  const etc = (name) => join(dir, "etc", name);
  const write = (name, text) => writeFileSync(etc(name), text);

  write(
    "swift.conf",
    "[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n[storage-policy:0]\nname = gold\ndefault = yes\n",
  );
  RING_SERVERS.forEach((server, index) => {
    const port = ringPorts[index];
    const ring = (...args) => {
      const made = spawnSync(PYTHON, ["/usr/bin/swift-ring-builder", etc(`${server}.builder`), ...args], {
        encoding: "utf8",
      });
      if (made.status > 1) throw new Error(`swift-ring-builder: ${made.stdout}${made.stderr}`);
    };
    ring("create", "4", "1", "1");
    ring("add", `r1z1-127.0.0.1:${port}/d1`, "1");
    ring("rebalance");
    write(`${server}.conf`, ringServer(server, port, dir));
  });
  write("proxy.conf", proxyServer(proxyPort, memcachePort, dir));

  const started = [
    spawn("memcached", ["-u", userInfo().username, "-l", "127.0.0.1", "-p", String(memcachePort)], { stdio: "ignore" }),
  ];
  for (const server of [...RING_SERVERS, "proxy"]) {
    const args = ["-c", LAUNCH, etc("swift.conf"), `/usr/bin/swift-${server}-server`, etc(`${server}.conf`)];
    started.push(spawn(PYTHON, args, { stdio: "ignore" }));
  }
  const endpoint = `http://127.0.0.1:${proxyPort}`;
  const stop = () => Promise.all(started.map((child) => stopProcess(child, "SIGTERM")));
  try {
    await waitFor("the S3 server", async () => (await fetch(endpoint)).status < 500, 60_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, accessKey: "test:tester", secretKey: "testing", stop };
}

const ringServer = (server, port, dir) => `[DEFAULT]
swift_dir = ${join(dir, "etc")}
devices = ${join(dir, "devices")}
mount_check = false
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
log_address = /dev/null
recon_cache_path = ${join(dir, "run")}
disable_fallocate = true
[pipeline:main]
pipeline = ${server}-server
[app:${server}-server]
use = egg:swift#${server}
`;

const proxyServer = (port, memcachePort, dir) => `[DEFAULT]
swift_dir = ${join(dir, "etc")}
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
log_address = /dev/null
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth copy slo dlo versioned_writes proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${memcachePort}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_versioned_writes = true
allow_object_versioning = false
`;
