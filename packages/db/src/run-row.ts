import { jsonRow } from "./sql.ts";

/** A `RunRecord` of the table alias `r`. */
export const runRow = jsonRow("r", {
  plain: [
    ...["id", "resultKey", "operationName", "operationVersion", "recipe", "status", "progress", "message", "output"],
    ...[
      "errorKind",
      "errorCode",
      "errorMessage",
      "leaseOwner",
      "keptBy",
      "attempts",
      "crashes",
      "superseded",
      "timings",
      "peakMemory",
    ],
  ],
  times: ["leaseExpiresAt", "createdAt", "startedAt", "finishedAt"],
  more: { isLeased: `(r."status" = 'IN_PROGRESS' AND r."leaseExpiresAt" > clock_timestamp())` },
});
