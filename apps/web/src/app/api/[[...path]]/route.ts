import { handleRest } from "@datalab/api";
import { server } from "@/server.ts";

const answer = (request: Request) => handleRest(request, server());

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
