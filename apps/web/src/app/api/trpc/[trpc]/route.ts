import { server } from "@/server.ts";

const answer = async (request: Request) => (await server()).trpc(request);

export { answer as GET, answer as POST };
