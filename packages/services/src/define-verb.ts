import { AppError } from "@datalab/errors";
import type { Actor, Scope } from "./actor.ts";
import type { ServiceDeps } from "./service-deps.ts";

interface VerbDefinition<Args extends unknown[], Result> {
  /** What the caller's credential must allow. Whose things he may touch is the verb's own rule. */
  access: Scope | "any";
  run(deps: ServiceDeps, actor: Actor, ...args: Args): Result;
}

/** A verb cannot be written without saying who may call it: the check runs before `run` sees anything. */
export function defineVerb<Args extends unknown[], Result>(definition: VerbDefinition<Args, Promise<Result>>) {
  return (deps: ServiceDeps) =>
    async (actor: Actor, ...args: Args): Promise<Result> => {
      requireScope(actor, definition.access);
      return definition.run(deps, actor, ...args);
    };
}

/** The same for verbs that answer more than once. */
export function defineStream<Args extends unknown[], Item>(definition: VerbDefinition<Args, AsyncGenerator<Item>>) {
  return (deps: ServiceDeps) =>
    async function* (actor: Actor, ...args: Args): AsyncGenerator<Item> {
      requireScope(actor, definition.access);
      yield* definition.run(deps, actor, ...args);
    };
}

function requireScope(actor: Actor, scope: Scope | "any"): void {
  if (scope === "any" || actor.scopes.includes(scope)) return;
  throw new AppError("forbidden", "access.scope", `This token does not have the scope ${scope}.`);
}
