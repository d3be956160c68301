import { nodeHandler } from "@/http/node-handler.ts";
import { server } from "@/server.ts";

export const config = { api: { bodyParser: false, externalResolver: true, responseLimit: false } };

export default nodeHandler(async (request, exchange) => (await server()).file(request, exchange));
