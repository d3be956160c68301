import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { AppError } from "@datalab/errors";
import { handleRest } from "../../rest/handle-rest.ts";
import { handleTrpc } from "../../trpc/handle-trpc.ts";
import { inside, readAnswer } from "../isolation/answers.ts";
import { type Belongings, makeBelongings } from "../isolation/belongings.ts";
import { callers } from "../isolation/callers.ts";
import type { World } from "../world.ts";
import { chanceOf } from "./chance.ts";
import { type FuzzRequest, restRequest, trpcRequest } from "./requests.ts";

export interface FuzzFigures {
  done: number;
  seconds: number;
  /** How often each status was answered. */
  statuses: Record<string, number>;
  /** One of each kind of failure, with the request that showed it. */
  findings: Map<string, string>;
  /** MB of live JavaScript objects after each tenth. */
  heap: number[];
  /** Most memory of the process, in MB. */
  peak: number;
}

const SLOWEST_MS = 30_000;
/** Cases about the same things, and how many of them at the same time. */
const ROUND = 100;
const LANES = 6;
const people = ["owner", "owner", "portalToken", "cookie", "other"] as const;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Throws the cases of a seed at every route and procedure. A 5xx, an answer that tells too much and a hang are findings. */
export async function runFuzz(
  world: World,
  { cases, seed }: { cases: number; seed: number },
  log: (text: string) => void,
): Promise<FuzzFigures> {
  const headersOf = await callers(world);
  const figures: FuzzFigures = { done: 0, seconds: 0, statuses: {}, findings: new Map(), heap: [], peak: 0 };
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  for (let first = 0; first < cases; first += ROUND) {
    const owned = await newThings(world);
    let next = first;
    const lane = async () => {
      while (next < Math.min(first + ROUND, cases)) await one(owned, next++);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const tenth = Math.ceil(cases / 10);
    if (Math.floor(figures.done / tenth) > figures.heap.length) {
      figures.heap.push(liveMegabytes());
      log(`${figures.done} cases in ${seconds()} s, ${figures.heap.at(-1)} MB`);
    }
  }
  figures.seconds = seconds();
  figures.peak = process.resourceUsage().maxRSS / 1024;
  return figures;

  async function one(owned: Belongings, index: number): Promise<void> {
    const chance = chanceOf(seed, index);
    const made = chance.happens(0.7) ? restRequest(owned, chance) : trpcRequest(owned, chance);
    const who = made.path.startsWith("/authprofile") ? "server" : chance.pick(people);
    const request = { ...made, headers: { ...headersOf(who, "any"), ...made.headers } };
    const { status, text, failures } = await unlessHung(answerTo(world, request));
    figures.done++;
    figures.statuses[status] = (figures.statuses[status] ?? 0) + 1;
    const asked = `case ${index}: ${made.method} ${made.path} ${made.body?.slice(0, 300) ?? ""}`;
    const keep = (kind: string, detail: unknown) => {
      if (figures.findings.has(kind)) return;
      figures.findings.set(kind, `${asked}\n${detail}`);
      log(`${kind}: ${asked}`);
    };
    const [failure] = failures;
    if (failure) keep(`${made.name}: ${failure.cause ?? failure}`.slice(0, 200), stackOf(failure.cause ?? failure));
    else if (status >= 500) keep(`${made.name}: ${status}`, text.slice(0, 300));
    const told = inside.exec(text)?.[0];
    if (told && !asked.includes(told.trim())) keep(`${made.name} tells ${told}`, text.slice(0, 300));
    if (status !== 201 || !made.path.endsWith("/operations/") || !chance.happens(0.3)) return;
    await world.work(JSON.parse(text).id).catch((thrown) => keep(`working: ${thrown}`, stackOf(thrown)));
  }
}

interface FuzzAnswer {
  status: number;
  text: string;
  failures: AppError[];
}

async function unlessHung(answer: Promise<FuzzAnswer>): Promise<FuzzAnswer> {
  const done = new AbortController();
  const hung = setTimeout(SLOWEST_MS, { status: 599, text: "no answer", failures: [] }, { signal: done.signal });
  return Promise.race([answer, hung.catch(() => answer)]).finally(() => done.abort());
}

const stackOf = (thrown: unknown) => (thrown instanceof Error ? thrown.stack : thrown);

async function answerTo(world: World, { place, path, body, ...init }: FuzzRequest): Promise<FuzzAnswer> {
  const request = new Request(`http://lab.example${path}`, { ...init, body: body || undefined });
  const failures: AppError[] = [];
  const deps = { ...world.deps, report: (error: AppError) => void failures.push(error) };
  const response = await (place === "rest" ? handleRest : handleTrpc)(request, deps);
  return { status: response.status, text: await readAnswer(response, 500), failures };
}

/** For the next requests to be about; all others go, so that the database stays as small as it is. */
async function newThings(world: World): Promise<Belongings> {
  await world.execute(`DELETE FROM "DataSession"; DELETE FROM "IdempotentRequest"; DELETE FROM "AuditEntry";
    DELETE FROM "ApiToken" WHERE "name" NOT LIKE 'a token of the matrix%';
    DELETE FROM "Run" WHERE "status" <> 'COMPLETED'`);
  return makeBelongings(world);
}

function liveMegabytes(): number {
  collectGarbage();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}
