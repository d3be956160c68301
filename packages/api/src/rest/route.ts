import type { Actor, Services } from "@datalab/services";
import type { Answer } from "./answer.ts";
import type { Metadata } from "./metadata.ts";
import type { Patience } from "./preferred-wait.ts";
import type { ResponseFields } from "./response-fields.ts";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** What a handler gets to see of a request. */
export interface Exchange {
  services: Services;
  /** The address as the caller wrote it, for links. */
  url: URL;
  /** The path's ids, in order. */
  ids: number[];
  /** The path's names, in order. */
  names: string[];
  /** What the caller calls this request, to send it twice safely. */
  idempotencyKey: string | null;
  /** Of a stream that broke and is taken up again. */
  lastEventId: string | null;
  /** What is wanted of the answer. */
  fields: ResponseFields;
  /** How long the caller waits for a result. */
  patience: Patience;
  /**
   * Does work that holds so many bytes of JSON at once. What is large takes its turn and is answered from a file, so
   * neither many such requests nor slow readers fill the memory.
   */
  weighing(bytes: number, work: () => Promise<Answer>): Promise<Answer>;
  /** Reads and parses the body, once. */
  body(): Promise<unknown>;
}

interface CommonRoute {
  /** `:id` stands for a positive integer, `:name` for any text. */
  path: string;
  /** Largest body in bytes. */
  bodyLimit: number;
  /** What OPTIONS tells. */
  metadata: Metadata;
  /** Methods that are answered at the address without its last slash too, instead of a redirect. */
  slashless?: readonly Method[];
  /** For addresses that the older service does not have: unknown query parameters are refused. */
  strictQuery?: true;
}

export interface UserRoute extends CommonRoute {
  access: "user";
  verbs: Partial<Record<Method, (exchange: Exchange, actor: Actor) => Promise<Answer>>>;
}

/** Called by the observation portal, which shows a key of its own. */
export interface ServerRoute extends CommonRoute {
  access: "server";
  verbs: Partial<Record<Method, (exchange: Exchange) => Promise<Answer>>>;
}

/** For everybody; tells nothing about anybody. */
export interface PublicRoute extends CommonRoute {
  access: "public";
  verbs: Partial<Record<Method, (exchange: Exchange) => Promise<Answer>>>;
}

export type Route = UserRoute | ServerRoute | PublicRoute;

/** The Allow header: HEAD comes with GET, OPTIONS with everything. */
export function allowOf(route: Route): string {
  const verbs = methods.filter((method) => route.verbs[method]);
  return [...verbs, ...(route.verbs.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
}
