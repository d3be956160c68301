import type { SessionView } from "@datalab/services";
import { expect, it } from "vitest";
import { sessionSummary } from "./session-summary.ts";

it("counts frames, filters and unfinished work, and has the newest picture first", () => {
  const operation = (status: string, small_url?: string) => ({
    status,
    output: small_url && { output_files: [{ small_url }] },
  });
  const session = {
    input_data: [
      { basename: "a", filter: "gp" },
      { basename: "b", filter: "rp" },
      { basename: "c", filter: "rp" },
      { basename: "d" },
    ],
    operations: [operation("COMPLETED", "/1"), operation("COMPLETED", "/2"), operation("IN_PROGRESS")],
  } as unknown as SessionView;
  expect(sessionSummary(session)).toEqual({
    frames: 4,
    filters: [
      { filter: "rp", count: 2 },
      { filter: "gp", count: 1 },
    ],
    operations: 3,
    unfinished: 1,
    pictures: ["/2", "/1"],
  });
});
