import type { Scope } from "@datalab/services";
import { publicFrames, secretFrame } from "../world.ts";
import { type Belongings, median } from "./belongings.ts";
import { forUsers, type Rule } from "./expected.ts";

type Kind = "query" | "mutation" | "subscription";

export interface TrpcRow extends Rule {
  kind: Kind;
  input(owned: Belongings): unknown;
}

const row = (kind: Kind, scope: Scope | "any", [owner, others]: [number, number], input: TrpcRow["input"]) => ({
  kind,
  input,
  ...forUsers(scope, { owner, others, unsafe: kind === "mutation" }),
});
const none = () => undefined;
const session = ({ sessionId: id }: Belongings) => ({ id });
const waiting = ({ sessionId, waiting: id }: Belongings) => ({ sessionId, id });
const completed = ({ sessionId, completed: { id } }: Belongings) => ({ sessionId, id });
/** Asks about the owner's frame; a stranger cannot tell it from a frame that does not exist. */
const analysis = (more: object = {}) =>
  row("query", "sessions:read", [200, 400], () => ({ basename: secretFrame, ...more }));
const picture = { width: 64, height: 48 };

/** One row for each procedure of the router. */
export const trpcRows: Record<string, TrpcRow> = {
  "auth.me": row("query", "any", [200, 200], none),
  "auth.changePassword": row("mutation", "admin", [400, 400], () => ({ current: "guess", next: "a long enough one" })),
  "auth.signIns": row("query", "admin", [200, 200], none),
  "auth.endSignIn": row("mutation", "admin", [200, 404], ({ otherSignIn: id }) => ({ id })),
  "auth.endAllSignIns": row("mutation", "admin", [200, 200], none),
  "sessions.list": row("query", "sessions:read", [200, 200], none),
  "sessions.get": row("query", "sessions:read", [200, 404], session),
  "sessions.create": row("mutation", "sessions:write", [200, 200], () => ({ name: "new" })),
  "sessions.rename": row("mutation", "sessions:write", [200, 404], (owned) => ({ ...session(owned), name: "other" })),
  "sessions.setPersist": row("mutation", "sessions:write", [200, 404], (owned) => ({
    ...session(owned),
    persist: true,
  })),
  "sessions.addFrames": row("mutation", "sessions:write", [200, 404], (owned) => ({
    ...session(owned),
    frames: [{ basename: "more" }],
  })),
  "sessions.removeFrames": row("mutation", "sessions:write", [200, 404], (owned) => ({
    ...session(owned),
    frames: [{ basename: secretFrame }],
  })),
  "sessions.delete": row("mutation", "sessions:write", [200, 404], session),
  "operations.list": row("query", "sessions:read", [200, 404], ({ sessionId }) => ({ sessionId })),
  "operations.get": row("query", "sessions:read", [200, 404], completed),
  "operations.submit": row("mutation", "operations:run", [200, 404], ({ sessionId }) => ({
    sessionId,
    name: "Median",
    inputData: median(publicFrames[3]).input_data,
  })),
  "operations.cancel": row("mutation", "operations:run", [200, 404], waiting),
  "operations.retry": row("mutation", "operations:run", [200, 404], ({ sessionId, cancelled: id }) => ({
    sessionId,
    id,
  })),
  "operations.rotateLinks": row("mutation", "operations:run", [200, 404], completed),
  "operations.delete": row("mutation", "operations:run", [200, 404], completed),
  "operations.bulkDelete": row("mutation", "operations:run", [200, 404], (owned) => ({
    sessionId: owned.sessionId,
    ids: [owned.waiting],
  })),
  "operations.watch": row("subscription", "sessions:read", [200, 404], ({ sessionId }) => ({ sessionId })),
  "catalogue.list": row("query", "sessions:read", [200, 200], none),
  "tokens.list": row("query", "admin", [200, 200], none),
  "tokens.create": row("mutation", "admin", [200, 200], () => ({ name: "new" })),
  "tokens.revoke": row("mutation", "admin", [200, 404], ({ tokenId: id }) => ({ id })),
  "analysis.centroiding": analysis({ ...picture, x: 20, y: 20 }),
  "analysis.lineProfile": analysis({ ...picture, x1: 1, y1: 1, x2: 20, y2: 20 }),
  "analysis.sourceCatalog": analysis(picture),
  "analysis.getTif": analysis(),
  "analysis.getJpg": analysis({ zmin: 0, zmax: 100 }),
  "analysis.rawData": analysis({ max_size: 16 }),
  "analysis.wcs": analysis(),
  "analysis.targetPosition": analysis(),
};
