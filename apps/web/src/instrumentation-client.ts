import { config } from "zod";

/** The pages' policy forbids to make functions of text, which zod would try, and the browser would report. */
config({ jitless: true });
