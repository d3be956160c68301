import { AppError } from "@datalab/errors";
import { describe, expect, it } from "vitest";
import { toDatabaseError } from "./database-error.ts";

const coded = (code: string, message = "") => Object.assign(new Error(message), { code });

describe("toDatabaseError", () => {
  it.each([
    ["a unique violation of the driver", coded("23505"), "conflict", "db.duplicate"],
    ["a unique violation of Prisma", coded("P2002"), "conflict", "db.duplicate"],
    ["a missing owner", coded("23503"), "conflict", "db.gone"],
    ["a deadlock", coded("40P01"), "transient", "db.unavailable"],
    ["a shutdown", coded("57P01"), "transient", "db.unavailable"],
    ["a full server", coded("53300"), "transient", "db.unavailable"],
    ["a refused connection", coded("ECONNREFUSED"), "transient", "db.unavailable"],
    ["a pool that waits too long", new Error("timeout exceeded when trying to connect"), "transient", "db.unavailable"],
    [
      "a server that the adapter cannot reach",
      { cause: { kind: "DatabaseNotReachable" } },
      "transient",
      "db.unavailable",
    ],
    ["text that cannot be kept", coded("22021"), "invalid", "db.unstorable"],
    ["a time that no calendar has", coded("22008"), "invalid", "db.unstorable"],
    ["a wrong statement", coded("42601", "syntax error"), "internal", "db.failed"],
    ["what is no error at all", "oops", "internal", "db.failed"],
  ])("knows %s", (_, thrown, kind, code) => {
    const error = toDatabaseError(thrown);
    expect(error).toMatchObject({ kind, code, cause: thrown });
  });

  it("finds the code in what Prisma and its adapter wrapped", () => {
    const raw = { code: "P2010", meta: { driverAdapterError: { cause: { originalCode: "40001" } } } };
    expect(toDatabaseError(raw)).toMatchObject({ kind: "transient" });
  });

  it("never shows the driver's text", () => {
    expect(toDatabaseError(coded("42601", "secret table")).publicMessage).not.toContain("secret");
  });

  it("lets our own errors pass", () => {
    const own = new AppError("notFound", "x.y", "No");
    expect(toDatabaseError(own)).toBe(own);
  });
});
