import { server } from "@/server.ts";

interface Context {
  params: Promise<{ operationId: string; name: string }>;
}

const answer = async (request: Request, { params }: Context) => (await server()).file(request, await params);

export { answer as GET, answer as HEAD, answer as OPTIONS };
