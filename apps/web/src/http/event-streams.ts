import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { roomIn } from "./room-in.ts";

const open = new Set<() => void>();

/** Ends the streams that are open, each with a word to its reader: nobody else would, and the process could not stop. */
export function endEventStreams(): void {
  for (const end of open) end();
}
process.once("SIGTERM", endEventStreams);
process.once("SIGINT", endEventStreams);

/** Server-sent events, until their source ends, the reader leaves or the process stops. */
export async function sendEvents(events: Readable, outgoing: ServerResponse): Promise<void> {
  const end = () => {
    outgoing.end(": the server is stopping; connect again\n\n");
    events.destroy();
  };
  open.add(end);
  outgoing.once("close", () => events.destroy());
  try {
    for await (const piece of events) if (!outgoing.write(piece)) await roomIn(outgoing);
  } catch (error) {
    if (!outgoing.writableEnded && !outgoing.destroyed) throw error;
  } finally {
    open.delete(end);
    outgoing.end();
  }
}
