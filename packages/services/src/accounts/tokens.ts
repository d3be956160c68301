import type { ApiTokenRecord } from "@datalab/db";
import { z } from "zod";
import { type Actor, scopes as allScopes, type Scope } from "../actor.ts";
import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { FieldError } from "../field-error.ts";
import { isRowId, notFound } from "../not-found.ts";
import { withinQuota } from "../quotas/within-quota.ts";
import type { NewTokenView, TokenView } from "../views.ts";
import { newPersonalToken } from "./personal-token.ts";

const DAY_MS = 86_400_000;

const newToken = z.object({
  name: z.string("Give the token a name.").trim().min(1, "Give the token a name.").max(100, "At most 100 characters."),
  scopes: z
    .array(z.enum(allScopes))
    .min(1, "Choose what the token may do.")
    .default([...allScopes]),
  expiresInDays: z.int("A whole number of days.").min(1, "At least a day.").max(3650, "At most ten years.").optional(),
});

export type NewTokenInput = z.input<typeof newToken>;

export const listTokens = defineVerb({
  access: "admin",
  async run(deps, actor): Promise<TokenView[]> {
    const tokens = await deps.database.apiTokens.list(actor.userId);
    return tokens.filter(({ revokedAt }) => revokedAt === null).map(tokenView);
  },
});

/** A token never allows more, nor lasts longer, than the credential it was made with. */
export const createToken = defineVerb({
  access: "admin",
  async run(deps, actor, input: NewTokenInput): Promise<NewTokenView> {
    const parsed = newToken.safeParse(input);
    if (!parsed.success) throw new FieldError(z.flattenError(parsed.error).fieldErrors as Record<string, string[]>);
    const { name, expiresInDays } = parsed.data;
    const scopes = parsed.data.scopes.filter((scope) => actor.scopes.includes(scope));
    if (scopes.length === 0) throw new FieldError({ scopes: ["The token in use does not allow this itself."] });
    const { token, hash, prefix } = newPersonalToken();
    const expiresAt = earlier(
      expiresInDays ? new Date(Date.now() + expiresInDays * DAY_MS).toISOString() : null,
      actor,
    );
    const record = await withinQuota(deps, actor.userId, async ({ apiTokens, audit }) => {
      const made = await apiTokens.create({ userId: actor.userId, name, hash, prefix, scopes, expiresAt });
      const after = { name, scopes, expiresAt };
      await recordAct(audit, actor, "create", { objectType: "ApiToken", objectId: made.id, after });
      return { result: made, growth: { counts: "tokens" } };
    });
    return { ...tokenView(record), token };
  },
});

export const revokeToken = defineVerb({
  access: "admin",
  async run(deps, actor, tokenId: number): Promise<void> {
    await deps.database.transaction(async ({ apiTokens, audit }) => {
      if (!isRowId(tokenId) || !(await apiTokens.revoke(tokenId, actor.userId))) throw notFound();
      await recordAct(audit, actor, "revoke", { objectType: "ApiToken", objectId: tokenId });
    });
  },
});

function earlier(wanted: string | null, { validUntil }: Actor): string | null {
  if (wanted === null || validUntil === null) return wanted ?? validUntil;
  return Date.parse(wanted) < Date.parse(validUntil) ? wanted : validUntil;
}

function tokenView(token: ApiTokenRecord): TokenView {
  return {
    id: token.id,
    name: token.name,
    prefix: token.prefix,
    scopes: token.scopes as Scope[], // only `createToken` writes the column
    created: token.createdAt,
    expires: token.expiresAt,
    lastUsed: token.lastUsedAt,
  };
}
