import { expect } from "vitest";
import { SECRET } from "../world.ts";

/** What no answer may show: a stack, a place in our code, a folder of the machine, another engine's words. */
export const inside =
  /\n\s+at |node_modules|\/(?:tmp|work|home|usr|etc|packages|src)\/|\.[cm]?[jt]s:\d+|[Pp]risma|ECONN|SELECT .* FROM/;

/** True of every answer, whoever asks for whatever. */
export function expectSafe(headers: Headers, text: string, context: string): void {
  expect(headers.get("x-content-type-options"), context).toBe("nosniff");
  expect(headers.get("x-frame-options"), context).toBe("DENY");
  expect(headers.get("referrer-policy"), context).toBe("same-origin");
  expect(headers.get("x-powered-by"), context).toBeNull();
  expect(inside.exec(text)?.[0], context).toBeUndefined();
}

/** Nothing in it is the owner's; a text that the caller sent may come back. */
export function expectNoSecret(text: string, sent: string, context: string): void {
  if (!sent.includes(SECRET)) expect(text.includes(SECRET), context).toBe(false);
  expect(text.includes(`${SECRET} `), context).toBe(false);
}

/** All of an answer; of a stream what comes before it is quiet for so long, or an event. */
export async function readAnswer(response: Response, quietMs = 5_000): Promise<string> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("text/event-stream") || !response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const quiet = setTimeout(() => void reader.cancel(), quietMs);
  let text = "";
  while (!/^(?:id: .*|event: serialized-error\ndata: .*|: still here)\n/m.test(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  clearTimeout(quiet);
  await reader.cancel();
  return text;
}

/** tRPC tells what became of a subscription inside of its stream. */
export function statusOf(response: Response, text: string): number {
  const failure = /^event: serialized-error\ndata: .*"httpStatus":(\d+)/m.exec(text);
  return failure ? Number(failure[1]) : response.status;
}
