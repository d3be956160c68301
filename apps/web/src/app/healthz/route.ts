import { server } from "@/server.ts";

export const dynamic = "force-dynamic";

export const GET = async () => (await server()).health();
