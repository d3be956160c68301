import { expect, it } from "vitest";
import { fakeServices } from "../testing/fake-services.ts";
import { countingStreams, openStreams } from "./open-streams.ts";

it("bounds what one user and what one address keeps open", () => {
  const streams = openStreams({ perUser: 2, perAddress: 3 });
  const ends = [streams.open(1, "::1"), streams.open(1, "::1")];
  expect(() => streams.open(1, "::2")).toThrow("You have 2 event streams open");
  streams.open(2, "::1");
  expect(() => streams.open(3, "::1")).toThrow("Your address has 3 event streams open");
  ends[0]!();
  ends[0]!(); // twice is once
  streams.open(1, "::1");
  expect(() => streams.open(1, "::2")).toThrow();
});

it("counts a watch for as long as it is read", async () => {
  const streams = openStreams({ perUser: 1, perAddress: 9 });
  const { services } = fakeServices();
  const alice = await services.accounts.authenticateToken("Token", "good");
  const watch = () =>
    countingStreams(services, streams, "::1").operations.watch(alice, { sessionId: 3 }, new AbortController().signal);
  const first = watch();
  await first.next();
  await expect(watch().next()).rejects.toMatchObject({ kind: "limit" });
  await first.return(undefined);
  expect((await watch().next()).done).toBe(false);
});
