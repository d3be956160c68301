import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type World } from "../world.ts";
import { makeBelongings } from "./belongings.ts";
import { type Column, callers, columns } from "./callers.ts";
import { senderOf } from "./send.ts";

let world: World;
let send: ReturnType<typeof senderOf>;
let headersOf: Awaited<ReturnType<typeof callers>>;

beforeAll(async () => {
  world = await createWorld();
  send = senderOf(world);
  headersOf = await callers(world);
});
afterAll(async () => {
  expect(world.reported).toEqual([]);
  await world.close();
});

async function resultFile() {
  const owned = await makeBelongings(world);
  const { fits_url } = owned.completed.output!.output_files![0]!;
  return { ...owned, link: fits_url! };
}

async function frameFile() {
  const { tif_url } = await world.services.analysis.run(world.actors.owner, "get-tif", { basename: "open-1-e91" });
  return { link: tif_url };
}

const signature = (change: (text: string) => string) => (link: string) =>
  link.replace(/(?<=\?s=).*$/, (text) => change(text));
const wrong: [string, (link: string) => string][] = [
  ["no signature", (link) => link.replace(/\?.*$/, "")],
  ["an empty signature", signature(() => "")],
  ["an altered signature", signature((text) => (text.startsWith("A") ? `B${text.slice(1)}` : `A${text.slice(1)}`))],
  ["half a signature", signature((text) => text.slice(0, 20))],
  ["a longer signature", signature((text) => `${text}A`)],
  ["another letter case", signature((text) => text.toLowerCase())],
  ["another operation", (link) => link.replace(/files\/\d+/, "files/1")],
  ["another folder", (link) => link.replace(/[0-9a-f]{64}/, "ab".repeat(32))],
  ["another name", (link) => link.replace(/\.(fits|tif)\?/, "-large.jpg?")],
  ["a way out of the folder", (link) => link.replace(/\/([^/]*)\?/, "/..%2F..%2F$1?")],
];

describe.each([
  ["a result", resultFile],
  ["a file made of a frame", frameFile],
])("the link to %s", (_, make) => {
  it("needs no header, and none takes anything away", async () => {
    const { link } = await make();
    const got: Partial<Record<Column, number>> = {};
    for (const column of columns) {
      for (const method of ["GET", "HEAD"]) {
        got[column] = (await send.file(link, { method, headers: headersOf(column, "any") })).status;
        expect(got[column], `${method} ${column}`).toBe(200);
      }
    }
  });

  it.each(wrong)("with %s is 404 for everybody, the owner too", async (what, change) => {
    const { link } = await make();
    const altered = change(link);
    if (altered === link)
      expect(what).toMatch(/another (operation|folder)/); // the other kind of link has none
    else
      for (const column of columns) {
        expect((await send.file(altered, { headers: headersOf(column, "any") })).status, column).toBe(404);
      }
  });
});

describe("links to results are dead", () => {
  const { owner } = { owner: () => world.actors.owner };

  it("when they were rotated, and new ones work", async () => {
    const { sessionId, completed, link } = await resultFile();
    const rotated = await world.services.operations.rotateLinks(owner(), sessionId, completed.id);
    expect((await send.file(link)).status).toBe(404);
    expect((await send.file(rotated.output!.output_files![0]!.fits_url!)).status).toBe(200);
  });

  it("when the operation is deleted, also while an equal one of somebody's keeps the file", async () => {
    const [kept, gone] = [await resultFile(), await resultFile()];
    await world.services.operations.delete(owner(), gone.sessionId, gone.completed.id);
    expect([(await send.file(gone.link)).status, (await send.file(kept.link)).status]).toEqual([404, 200]);
  });

  it("when the session or the account is deleted", async () => {
    const { sessionId, link } = await resultFile();
    await world.services.sessions.delete(owner(), sessionId);
    expect((await send.file(link)).status).toBe(404);
    const last = await resultFile();
    await world.database.users.delete(owner().userId);
    expect((await send.file(last.link)).status).toBe(404);
  });
});
