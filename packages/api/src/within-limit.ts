import { AppError } from "@datalab/errors";
import { jsonResponse } from "./rest/answer.ts";
import { errorAnswer } from "./rest/error-answer.ts";

export function tooLarge(limit: number): AppError {
  return new AppError("tooLarge", "rest.body_too_large", `The request is larger than ${limit / 2 ** 20} MB.`);
}

/** For handlers that read bodies themselves: one that announces too much is refused, one that is too much breaks off. */
export async function withinLimit(
  request: Request,
  limit: number,
  answer: (limited: Request) => Promise<Response>,
): Promise<Response> {
  if (Number(request.headers.get("content-length")) > limit) return jsonResponse(errorAnswer(tooLarge(limit)));
  if (!request.body) return answer(request);
  let length = 0;
  const meter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      length += chunk.byteLength;
      if (length > limit) controller.error(tooLarge(limit));
      else controller.enqueue(chunk);
    },
  });
  const init = { body: request.body.pipeThrough(meter), duplex: "half" };
  return answer(new Request(request, init as RequestInit));
}
