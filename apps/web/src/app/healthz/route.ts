import { handleHealth } from "@datalab/api";
import { server } from "@/server.ts";

export const dynamic = "force-dynamic";

export const GET = () => handleHealth(server().services);
