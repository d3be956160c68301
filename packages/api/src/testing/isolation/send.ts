import { handleFile } from "../../files/handle-file.ts";
import { handleRest } from "../../rest/handle-rest.ts";
import { handleTrpc } from "../../trpc/handle-trpc.ts";
import type { World } from "../world.ts";
import { expectSafe, readAnswer, statusOf } from "./answers.ts";

export interface Outcome {
  status: number;
  text: string;
  /** What went out, for comparison with what came back. */
  sent: string;
  headers: Headers;
}

interface RestCall {
  path: string;
  body?: unknown;
}

interface TrpcCall {
  name: string;
  kind: "query" | "mutation" | "subscription";
  input: unknown;
}

/** Sends as somebody and looks at each answer for what none may have. */
export function senderOf({ deps }: World) {
  async function outcomeOf(response: Response, sent: string): Promise<Outcome> {
    const text = await readAnswer(response);
    expectSafe(response.headers, text, sent);
    return { status: statusOf(response, text), text, sent, headers: response.headers };
  }
  return {
    async rest(method: string, { path, body }: RestCall, headers: Record<string, string>): Promise<Outcome> {
      const json = body === undefined ? "" : JSON.stringify(body);
      const request = new Request(`http://lab.example${path}`, {
        method,
        headers: { ...headers, ...(json && { "content-type": "application/json" }) },
        body: json || undefined,
      });
      return outcomeOf(await handleRest(request, deps), `${method} ${path} ${json}`);
    },

    async trpc({ name, kind, input }: TrpcCall, headers: Record<string, string>): Promise<Outcome> {
      const json = JSON.stringify(input);
      const isPost = kind === "mutation";
      const query = isPost || json === undefined ? "" : `?input=${encodeURIComponent(json)}`;
      const request = new Request(`http://lab.example/api/trpc/${name}${query}`, {
        method: isPost ? "POST" : "GET",
        headers: {
          ...headers,
          ...(isPost && { "content-type": "application/json" }),
          ...(kind === "subscription" && { accept: "text/event-stream" }),
        },
        body: isPost ? json : undefined,
      });
      return outcomeOf(await handleTrpc(request, deps), `${name} ${json}`);
    },

    async file(link: string, { method = "GET", headers = {} as Record<string, string> } = {}): Promise<Outcome> {
      return outcomeOf(await handleFile(new Request(link, { method, headers }), deps), link);
    },
  };
}
