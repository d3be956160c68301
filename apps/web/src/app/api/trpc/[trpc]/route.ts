import { handleTrpc } from "@datalab/api";
import { server } from "@/server.ts";

const answer = (request: Request) => handleTrpc(request, server());

export { answer as GET, answer as POST };
