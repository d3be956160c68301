import { z } from "zod";

export const optionalUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) address" }).optional();

export const positiveInt = (fallback: number) =>
  z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .positive("must be above zero")
    .default(fallback);

export const countFromZero = (fallback: number) =>
  z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(0, "must not be below zero")
    .default(fallback);

export const commaList = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) =>
      text
        .split(",")
        .map((item) => item.trim())
        .filter(Boolean),
    );

export const hostPort = z.string().regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, "must be a list of host:port");

export const flag = z
  .enum(["0", "1", "true", "false"], { error: "must be 0 or 1" })
  .transform((text) => text === "1" || text === "true");
