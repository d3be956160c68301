import { server } from "@/server.ts";

const answer = async (request: Request) => (await server()).rest(request);

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
