import { AppError } from "@datalab/errors";
import { LIGHT_BYTES } from "./large-answers.ts";
import { announcedBytes } from "./one-turn.ts";
import type { Turns } from "./turns.ts";

const MB = 2 ** 20;

/** What one request may read, all its calls together. */
const MOST_READ = 64 * MB;

/** For answers that a library makes as one text: the request keeps its turn until that text is sent. */
export function requestWeight(turns: Turns, request: Request) {
  let toRead = 0;
  let turn: Promise<() => void> | undefined;
  const takeTurn = async (userId: number) => {
    turn ??= turns.take(userId, request.signal);
    await turn;
  };
  const end = () => void turn?.then((endTurn) => endTurn()).catch(() => {});
  return {
    /** Before the body is read. */
    async body(userId: number): Promise<void> {
      if (announcedBytes(request) > LIGHT_BYTES) await takeTurn(userId);
    },
    /** Before so many bytes are read to be answered. */
    async reading(userId: number, bytes: number): Promise<void> {
      toRead += bytes;
      if (toRead > MOST_READ) {
        const text = `This would be more than ${MOST_READ / MB} MB at once. Ask for fewer sessions.`;
        throw new AppError("tooLarge", "answer.too_large", text);
      }
      if (toRead > LIGHT_BYTES) await takeTurn(userId);
    },
    untilSent(response: Response): Response {
      if (!turn) return response;
      if (response.body) return new Response(endingWith(response.body, end), response);
      end();
      return response;
    },
  };
}

export type RequestWeight = Pick<ReturnType<typeof requestWeight>, "body" | "reading">;

function endingWith(body: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      controller.close();
      end();
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
}
