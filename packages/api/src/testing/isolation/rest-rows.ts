import type { Scope } from "@datalab/services";
import type { Method } from "../../rest/route.ts";
import { publicFrames, secretFrame } from "../world.ts";
import { type Belongings, median } from "./belongings.ts";
import { forAll, forServer, forUsers, type Rule } from "./expected.ts";

interface RestCall {
  path: string;
  body?: unknown;
}

export interface RestRow extends Rule {
  method: Method;
  /** The request about the owner's things. */
  call(owned: Belongings): RestCall;
}

type Call = RestRow["call"];

const row = (method: Method, scope: Scope | "any", [owner, others]: [owner: number, others: number], call: Call) => ({
  method,
  call,
  ...forUsers(scope, { owner, others, unsafe: method !== "GET" }),
});
const session = ({ sessionId }: Belongings, rest = "") => `/api/datasessions/${sessionId}/${rest}`;
const operation = (owned: Belongings, id: number, rest = "") => session(owned, `operations/${id}/${rest}`);
const renamed = { name: "renamed" };

/** One row for each method of each route, by `METHOD path` as the table has it. */
export const restRows: Record<string, RestRow> = {
  "GET /api/datasessions/": row("GET", "sessions:read", [200, 200], () => ({ path: "/api/datasessions/" })),
  "POST /api/datasessions/": row("POST", "sessions:write", [201, 201], () => ({
    path: "/api/datasessions/",
    body: { name: "new" },
  })),
  "GET /api/datasessions/:id/": row("GET", "sessions:read", [200, 404], (owned) => ({ path: session(owned) })),
  "PUT /api/datasessions/:id/": row("PUT", "sessions:write", [200, 404], (owned) => ({
    path: session(owned),
    body: renamed,
  })),
  "PATCH /api/datasessions/:id/": row("PATCH", "sessions:write", [200, 404], (owned) => ({
    path: session(owned),
    body: renamed,
  })),
  "DELETE /api/datasessions/:id/": row("DELETE", "sessions:write", [204, 404], (owned) => ({ path: session(owned) })),
  "DELETE /api/datasessions/:id": row("DELETE", "sessions:write", [204, 404], (owned) => ({
    path: session(owned).slice(0, -1),
  })),
  "POST /api/datasessions/:id/remove_frames/": row("POST", "sessions:write", [200, 404], (owned) => ({
    path: session(owned, "remove_frames/"),
    body: { frames: [{ basename: secretFrame }] },
  })),
  "GET /api/datasessions/:id/operations/": row("GET", "sessions:read", [200, 404], (owned) => ({
    path: session(owned, "operations/"),
  })),
  "POST /api/datasessions/:id/operations/": row("POST", "operations:run", [201, 404], (owned) => ({
    path: session(owned, "operations/"),
    body: median(publicFrames[3]),
  })),
  "POST /api/datasessions/:id/operations/bulk_delete/": row("POST", "operations:run", [200, 404], (owned) => ({
    path: session(owned, "operations/bulk_delete/"),
    body: { ids: [owned.waiting] },
  })),
  "GET /api/datasessions/:id/operations/:id/": row("GET", "sessions:read", [200, 404], (owned) => ({
    path: operation(owned, owned.completed.id),
  })),
  "PUT /api/datasessions/:id/operations/:id/": row("PUT", "operations:run", [200, 404], (owned) => ({
    path: operation(owned, owned.waiting),
    body: { name: "Median" },
  })),
  "PATCH /api/datasessions/:id/operations/:id/": row("PATCH", "operations:run", [200, 404], (owned) => ({
    path: operation(owned, owned.waiting),
    body: {},
  })),
  "DELETE /api/datasessions/:id/operations/:id/": row("DELETE", "operations:run", [204, 404], (owned) => ({
    path: operation(owned, owned.completed.id),
  })),
  "POST /api/datasessions/:id/operations/:id/cancel/": row("POST", "operations:run", [200, 404], (owned) => ({
    path: operation(owned, owned.waiting, "cancel/"),
  })),
  "POST /api/datasessions/:id/operations/:id/retry/": row("POST", "operations:run", [200, 404], (owned) => ({
    path: operation(owned, owned.cancelled, "retry/"),
  })),
  "GET /api/datasessions/:id/events/": row("GET", "sessions:read", [200, 404], (owned) => ({
    path: session(owned, "events/"),
  })),
  "GET /api/datasessions/:id/operations/:id/events/": row("GET", "sessions:read", [200, 404], (owned) => ({
    path: operation(owned, owned.waiting, "events/"),
  })),
  "GET /api/available_operations/": row("GET", "sessions:read", [200, 200], () => ({
    path: "/api/available_operations/",
  })),
  "GET /api/tokens/": row("GET", "admin", [200, 200], () => ({ path: "/api/tokens/" })),
  "POST /api/tokens/": row("POST", "admin", [201, 201], () => ({ path: "/api/tokens/", body: { name: "new" } })),
  "DELETE /api/tokens/:id/": row("DELETE", "admin", [204, 404], ({ tokenId }) => ({ path: `/api/tokens/${tokenId}/` })),
  "GET /api/analysis/:name/": row("GET", "any", [405, 405], () => ({ path: "/api/analysis/wcs/" })),
  "POST /api/analysis/:name/": row("POST", "sessions:read", [200, 400], () => ({
    path: "/api/analysis/wcs/",
    body: { basename: secretFrame },
  })),
  "GET /api/schema/": { method: "GET", call: () => ({ path: "/api/schema/" }), ...forAll(200) },
  "POST /authprofile/addupdateuser/": {
    method: "POST",
    call: () => ({ path: "/authprofile/addupdateuser/", body: { username: "somebody" } }),
    ...forServer(200),
  },
};
