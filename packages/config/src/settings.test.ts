import { describe, expect, it } from "vitest";
import { loadWebSettings, loadWorkerSettings } from "./settings.ts";

const minimal = { SECRET_KEY: "x".repeat(32), DATABASE_URL: "postgresql://localhost/app" };

describe("settings", () => {
  it("fills in the documented defaults", () => {
    const settings = loadWorkerSettings(minimal);
    expect(settings).toMatchObject({
      port: 3000,
      publicUrl: "http://localhost:3000",
      queueUrl: minimal.DATABASE_URL,
      s3: undefined,
      archive: {
        api: "https://archive-api.lco.global",
        hosts: ["archive-api.lco.global", ".lco.global", ".amazonaws.com"],
        insecureHosts: [],
      },
      filecacheTotalSize: 2_147_483_648,
      leaseSeconds: 20,
      operationTimeLimit: 3600,
      conventions: { parity: false, wcsToEdge: 0.5 },
      gaia: { tapUrl: "https://gea.esac.esa.int/tap-server/tap", insecureHosts: [] },
      demo: false,
    });
    expect(loadWebSettings(minimal).corsOrigins).toEqual(["*"]);
    expect(loadWebSettings({ ...minimal, WORKER_THREADS: "2" })).toMatchObject({
      analysisThreads: 2,
      conventions: { parity: false, wcsToEdge: 0.5 },
    });
    expect(loadWebSettings({ ...minimal, WORKER_THREADS: "64" }).analysisThreads).toBe(4);
  });

  it("names every wrong setting in one error", () => {
    const load = () =>
      loadWebSettings({ PORT: "http", DATABASE_URL: "mysql://x", ARCHIVE_INSECURE_HOSTS: "no-port", DEMO: "maybe" });
    for (const name of ["PORT", "DATABASE_URL", "ARCHIVE_INSECURE_HOSTS", "DEMO", "SECRET_KEY: is required"]) {
      expect(load).toThrow(name);
    }
  });

  it("lets the pixel convention be one of two", () => {
    const conventions = (more: object) => loadWorkerSettings({ ...minimal, ...more }).conventions;
    expect(conventions({ WCS_TO_EDGE: "0" })).toEqual({ parity: false, wcsToEdge: 0 });
    expect(conventions({ PARITY: "1" })).toEqual({ parity: true, wcsToEdge: 0 });
    expect(conventions({ PARITY: "1", WCS_TO_EDGE: "0.5" })).toEqual({ parity: true, wcsToEdge: 0.5 });
    expect(() => loadWorkerSettings({ ...minimal, WCS_TO_EDGE: "0.25" })).toThrow("WCS_TO_EDGE: must be 0.5 or 0");
  });

  it("describes operations for one release of the client or for the older one", () => {
    const release = (value: string) => loadWebSettings({ ...minimal, CLIENT_RELEASE: value }).clientRelease;
    expect(release("")).toBeUndefined();
    expect(release("2026-09")).toBe("2026-09");
    expect(() => release("2026-9")).toThrow("CLIENT_RELEASE: must be empty or 2026-09");
  });

  it("takes an empty value as unset", () => {
    expect(loadWebSettings({ ...minimal, PORT: "", REDIS_URL: "" }).port).toBe(3000);
  });

  it("reads the bucket under its older name too, the newer one first", () => {
    expect(loadWebSettings({ ...minimal, DATALAB_OPERATION_BUCKET: "old-bucket" }).s3?.bucket).toBe("old-bucket");
    expect(
      loadWebSettings({ ...minimal, DATALAB_OPERATION_BUCKET: "old-bucket", S3_BUCKET: "new-bucket" }).s3?.bucket,
    ).toBe("new-bucket");
  });

  it("puts the queue on Redis when there is one", () => {
    expect(loadWebSettings({ ...minimal, REDIS_URL: "redis://localhost:6379" }).queueUrl).toBe(
      "redis://localhost:6379",
    );
  });
});
