import { z } from "zod";
import { createDocument, type oas32, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { type Endpoint, endpoints } from "./endpoints.ts";
import { plainError, problem } from "./schemas.ts";

const about = `Data sessions are lists of FITS frames; operations run on them as jobs; analyses answer at once.

Make a token in the console (or with \`POST /api/tokens/\`), press **Authorize** and paste it. An operation is started with
\`POST /api/datasessions/{session_id}/operations/\`; with the header \`Prefer: wait=30\` the answer has the result in it, and
\`output.output_files[0].fits_url\` is where to download it from.

Times are UTC. Errors are \`{"error": text}\`, or RFC 9457 problem details for who sends \`Accept: application/problem+json\`.
Requests are limited by the minute: see the \`RateLimit-*\` headers, and \`Retry-After\` of a 429.`;

const securitySchemes = {
  personalToken: { type: "http", scheme: "bearer", description: "A personal token." },
  token: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "`Token ` followed by a personal token or the observation portal's token.",
  },
  signIn: { type: "apiKey", in: "cookie", name: "next-auth.session-token", description: "The console's sign-in." },
  serverKey: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "`Server ` followed by the key that the observation portal has.",
  },
} as const;

/** The REST API as an OpenAPI 3.1 document, out of the same table that answers it. */
export function openApiDocument(publicUrl: string): oas32.OpenAPIObject {
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Datalab", version: "1", description: about },
    servers: [{ url: publicUrl }],
    tags: ["Sessions", "Operations", "Analysis", "Tokens", "Portal"].map((name) => ({ name })),
    security: [{ personalToken: [] }, { token: [] }, { signIn: [] }],
    paths: paths(),
    components: { securitySchemes },
  });
}

function paths(): ZodOpenApiPathsObject {
  const described: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [call, endpoint] of Object.entries(endpoints())) {
    const [method, path] = call.split(" ") as [string, string];
    const { address, params } = addressOf(path);
    described[address] ??= {};
    described[address][method.toLowerCase()] = operationObject(nameOf(method, address), endpoint, params);
  }
  return described;
}

/** `:id` of the table gets the name of what it stands for. */
function addressOf(path: string): { address: string; params: z.ZodObject } {
  const names: string[] = [];
  const address = path.replace(/:id/g, () => {
    const name = path.startsWith("/api/tokens/") ? "token_id" : names.length === 0 ? "session_id" : "operation_id";
    names.push(name);
    return `{${name}}`;
  });
  return { address, params: z.object(Object.fromEntries(names.map((name) => [name, z.int().positive()]))) };
}

/** `postDatasessionsOperations`: what generated clients call the function. */
function nameOf(method: string, address: string): string {
  const words = address
    .replace(/^\/(api\/)?/, "")
    .replace(/\{(\w+)\}/g, "by_$1")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
}

function operationObject(operationId: string, endpoint: Endpoint, params: z.ZodObject): ZodOpenApiOperationObject {
  const [status, body, mediaType = "application/json"] = endpoint.answer;
  return {
    operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.security === "serverKey" && { security: [{ serverKey: [] }] }),
    ...(endpoint.security === "none" && { security: [] }),
    requestParams: {
      path: params,
      ...(endpoint.query && { query: endpoint.query }),
      ...(endpoint.headers && { header: endpoint.headers }),
    },
    ...(endpoint.body && {
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: endpoint.body,
            ...(endpoint.example !== undefined && { example: endpoint.example }),
          },
        },
      },
    }),
    responses: {
      [String(status) as "200"]: {
        description: status === 204 ? "Done." : endpoint.summary,
        ...(body && { content: { [mediaType]: { schema: body } } }),
      },
      default: {
        description: "An error.",
        content: { "application/json": { schema: plainError }, "application/problem+json": { schema: problem } },
      },
    },
  };
}
