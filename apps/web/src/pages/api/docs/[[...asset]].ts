import { answerDocs } from "@/api-docs/answer-docs.ts";
import { nodeHandler } from "@/http/node-handler.ts";

export const config = { api: { bodyParser: false, externalResolver: true } };

export default nodeHandler(async (request) => {
  const { default: folder } = await import(/* turbopackIgnore: true */ "swagger-ui-dist/absolute-path.js");
  return answerDocs(request, folder());
});
