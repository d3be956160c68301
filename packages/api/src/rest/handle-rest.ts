import { type AppError, toAppError } from "@datalab/errors";
import type { CallerDeps } from "../caller.ts";
import { type LargeAnswers, LIGHT_BYTES } from "../large/large-answers.ts";
import { announcedBytes, oneTurn } from "../large/one-turn.ts";
import { countingStreams } from "../large/open-streams.ts";
import { callerAddress } from "../limits/caller-address.ts";
import { withStandardHeaders } from "../standard-headers.ts";
import { type Answer, jsonResponse, redirectTo, streamResponse, unknownAddress, withoutBody } from "./answer.ts";
import { type Allowed, authorise } from "./authorise.ts";
import { conditional } from "./conditional.ts";
import { allowOrigin, type CorsOrigins, isPreflight, preflightResponse } from "./cors.ts";
import { errorAnswer } from "./error-answer.ts";
import { parseIds } from "./ids.ts";
import { type Match, matchRoute } from "./match.ts";
import { metadataBody } from "./metadata.ts";
import { negotiate } from "./negotiate.ts";
import { preferredWait } from "./preferred-wait.ts";
import { Problem } from "./problem.ts";
import { problemDetails, wantsProblemDetails } from "./problem-details.ts";
import { readBody } from "./read-body.ts";
import { requestUrl } from "./request-url.ts";
import { limitedAnswer, responseFields } from "./response-fields.ts";
import { allowOf, type Exchange, methods, type Route } from "./route.ts";
import { refuseUnknownParameters } from "./strict-query.ts";
import { restTable } from "./table.ts";

export interface RestDeps extends CallerDeps {
  large: LargeAnswers;
  /** Where links lead. */
  publicUrl: string;
  corsOrigins: CorsOrigins;
  /** Told of errors that are our own fault. */
  report(error: AppError): void;
}

/** Answers one REST request; every answer has its length and may be read across origins as configured. */
export async function handleRest(request: Request, deps: RestDeps): Promise<Response> {
  const response = isPreflight(request) ? preflightResponse() : await respond(request, deps);
  const answer = withStandardHeaders(request.method === "HEAD" ? withoutBody(response) : response);
  return allowOrigin(answer, request, deps.corsOrigins);
}

async function respond(request: Request, deps: RestDeps): Promise<Response> {
  const url = requestUrl(request, deps.publicUrl);
  const match = matchRoute(restTable, url.pathname);
  if (match) return respondAt(match, url, request, deps);
  const withSlash = matchRoute(restTable, `${url.pathname}/`);
  if (!withSlash) return unknownAddress();
  if (withSlash.route.slashless?.some((method) => method === request.method)) {
    return respondAt(withSlash, url, request, deps);
  }
  return redirectTo(`${url.pathname}/${url.search}`);
}

async function respondAt(match: Match, url: URL, request: Request, deps: RestDeps): Promise<Response> {
  const { route } = match;
  const answer = await run(match, url, request, deps).catch((thrown) => {
    const error = toAppError(thrown);
    if (error.kind === "internal" && !(thrown instanceof Problem)) deps.report(error);
    if (wantsProblemDetails(request)) return problemDetails(thrown, errorAnswer(thrown));
    return inWordsOf(route, errorAnswer(thrown));
  });
  const vary = /^token\s/i.test(request.headers.get("authorization") ?? "") ? "Accept" : "Accept, Cookie";
  const headers = { Allow: allowOf(route), Vary: vary, ...answer.headers };
  if (answer.stream) return streamResponse({ ...answer, headers });
  return jsonResponse(conditional(request, { ...answer, headers }));
}

/** In the reference's order: representation, caller, method, then the body. */
async function run({ route, ...path }: Match, url: URL, request: Request, deps: RestDeps): Promise<Answer> {
  negotiate(request, url.searchParams);
  const allowed = await authorise(route, request, deps);
  const answer = await dispatch(route, path, allowed, url, request, deps);
  return { ...answer, headers: { ...answer.headers, ...allowed.headers } };
}

async function dispatch(
  route: Route,
  path: Omit<Match, "route">,
  allowed: Allowed,
  url: URL,
  request: Request,
  deps: RestDeps,
): Promise<Answer> {
  if (request.method === "OPTIONS") return describe(route, allowed, deps);
  const method = request.method === "HEAD" ? "GET" : methods.find((known) => known === request.method);
  const verb = method && allowed.verb(method);
  if (!verb) throw new Problem(405, `Method "${request.method}" not allowed.`);
  if (route.strictQuery) refuseUnknownParameters(url.searchParams);
  const fields = responseFields(url.searchParams);
  const { actor } = allowed;
  const services = actor ? countingStreams(deps.services, deps.streams, callerAddress(request)) : deps.services;
  const inTurn = oneTurn(deps.large, actor?.userId, request.signal);
  const weighing: Exchange["weighing"] = (bytes, work) =>
    inTurn(bytes, async () => limitedAnswer(route, await work(), fields));
  const bodyBytes = announcedBytes(request);
  const exchange: Exchange = {
    services,
    url,
    ids: parseIds(path.segments),
    names: path.names,
    idempotencyKey: request.headers.get("idempotency-key"),
    lastEventId: request.headers.get("last-event-id"),
    fields,
    // Nobody waits for a result while holding a turn.
    patience: { seconds: bodyBytes > LIGHT_BYTES ? 0 : preferredWait(request.headers), signal: request.signal },
    weighing,
    body: () => readBody(request, route.bodyLimit),
  };
  return weighing(bodyBytes, () => verb(exchange));
}

async function describe(route: Route, allowed: Allowed, { services }: RestDeps): Promise<Answer> {
  const names = allowed.actor ? Object.keys(await services.operations.available(allowed.actor)) : [];
  return { status: 200, body: metadataBody(route.metadata, names) };
}

/** The portal's address never had a parser's `detail`: its failures are all `error`. */
function inWordsOf(route: Route, answer: Answer): Answer {
  const { body, status } = answer;
  if (route.access !== "server" || status !== 400 || !isDetail(body)) return answer;
  return { ...answer, body: { error: body.detail } };
}

const isDetail = (body: unknown): body is { detail: string } =>
  typeof body === "object" && body !== null && "detail" in body;
