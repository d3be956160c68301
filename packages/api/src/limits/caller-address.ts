/** Set by the HTTP adapter on every request, over whatever the caller sent. */
export const CALLER_ADDRESS = "x-datalab-caller-address";

export function callerAddress(request: Request): string {
  return request.headers.get(CALLER_ADDRESS) ?? "unknown";
}
