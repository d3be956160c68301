import type { Chance } from "./chance.ts";
import { hostileValue, keys } from "./hostile-values.ts";

/** A place that is written as this text, whatever is in it. */
class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Members = Record<string, unknown> | unknown[];

/** The text of a body that was valid: some members are of another kind, missing, doubled or new, or the text itself is damaged. */
export function mutatedJson(valid: unknown, chance: Chance): string {
  const root = { body: structuredClone(valid) };
  const changes = chance.pick([0, 1, 1, 1, 2, 2, 3, 6]);
  for (let i = 0; i < changes; i++) change(root, chance);
  const text = written(root.body) ?? "";
  return chance.happens(0.08) ? damaged(text, chance) : text;
}

function change(root: Members, chance: Chance): void {
  const holders = holdersIn(root);
  const holder = chance.happens(0.15) ? root : chance.pick(holders);
  const names = Object.keys(holder);
  const name = names.length > 0 ? chance.pick(names) : "0";
  const hostile = () => new Raw(hostileValue(chance, chance.happens(0.9)));
  const kind = chance.next();
  if (kind < 0.6) put(holder, name, hostile());
  else if (kind < 0.7) Array.isArray(holder) ? holder.splice(Number(name), 1) : delete holder[name];
  else if (kind < 0.85) put(holder, Array.isArray(holder) ? String(holder.length) : chance.pick(keys), hostile());
  else put(holder, name, chance.pick([[get(holder, name)], { [name]: get(holder, name) }, String(get(holder, name))]));
}

const get = (holder: Members, name: string): unknown => (holder as Record<string, unknown>)[name];

/** Also under `__proto__`, as JSON.parse does it. */
function put(holder: Members, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function holdersIn(value: unknown, found: Members[] = []): Members[] {
  if (typeof value !== "object" || value === null || value instanceof Raw) return found;
  found.push(value as Members);
  for (const member of Object.values(value)) holdersIn(member, found);
  return found;
}

function written(value: unknown): string | undefined {
  if (value instanceof Raw) return value.text;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => written(item) ?? "null").join(",")}]`;
  const members = Object.entries(value).map(([name, member]) => [name, written(member)] as const);
  return `{${members.flatMap(([name, text]) => (text === undefined ? [] : [`${JSON.stringify(name)}:${text}`])).join(",")}}`;
}

function damaged(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  const noise = chance.pick([
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "\0",
    "\u2028",
    "\ufeff",
    "\\u",
    "\\ud800",
    "é",
    "1",
  ]);
  return chance.pick([
    text.slice(0, at),
    text.slice(at),
    text.slice(0, at) + noise + text.slice(at),
    text + text,
    noise,
    "",
  ]);
}
