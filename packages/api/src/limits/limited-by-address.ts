import { jsonResponse } from "../rest/answer.ts";
import { errorAnswer } from "../rest/error-answer.ts";
import { callerAddress } from "./caller-address.ts";
import type { RateLimits } from "./rate-limits.ts";

/** Answers what needs no credentials, but not without end for one address. */
export async function limitedByAddress(
  request: Request,
  limits: Pick<RateLimits, "place">,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    await limits.place(callerAddress(request));
  } catch (refused) {
    return jsonResponse(errorAnswer(refused));
  }
  return answer();
}
