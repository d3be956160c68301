import { handleFile } from "@datalab/api";
import { server } from "@/server.ts";

interface Context {
  params: Promise<{ operationId: string; name: string }>;
}

const answer = async (request: Request, { params }: Context) => handleFile(request, await params, server());

export { answer as GET, answer as HEAD, answer as OPTIONS };
