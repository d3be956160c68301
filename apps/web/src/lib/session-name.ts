import { z } from "zod";

export const sessionNameSchema = z
  .string()
  .trim()
  .min(1, "Give the session a name.")
  .max(256, "Use at most 256 characters.");
