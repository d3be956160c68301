import { afterEach, describe, expect, it, vi } from "vitest";
import { oauthPortal } from "./portal.ts";

const options = {
  tokenUrl: "https://portal.example/o/token/",
  profileUrl: "https://portal.example/api/profile/",
  clientId: "lab",
  clientSecret: "secret",
  insecureHosts: [],
};
const profile = { username: "ada", tokens: { api_token: "t1" }, profile: { staff_view: false }, other: 1 };

const answering = (...answers: (Response | Error)[]) => {
  const call = vi.fn<typeof fetch>(async () => {
    const answer = answers.shift();
    if (answer instanceof Error || !answer) throw answer ?? new Error("no answer left");
    return answer;
  });
  vi.stubGlobal("fetch", call);
  return call;
};

afterEach(() => vi.unstubAllGlobals());

describe("the portal", () => {
  it("is asked for the profile with the token as it came", async () => {
    const call = answering(Response.json(profile));
    expect(await oauthPortal(options).profileOfToken("abc")).toMatchObject({
      username: "ada",
      tokens: { api_token: "t1" },
    });
    expect(String(call.mock.calls[0]![0])).toBe(options.profileUrl);
    expect(call.mock.calls[0]![1]!.headers).toMatchObject({ authorization: "Token abc" });
  });

  it("grants by password, then tells the profile", async () => {
    const call = answering(Response.json({ access_token: "xyz" }), Response.json(profile));
    expect(await oauthPortal(options).profileOfPassword("ada", "pw&=")).toMatchObject({ username: "ada" });
    expect(Object.fromEntries(call.mock.calls[0]![1]!.body as URLSearchParams)).toEqual({
      grant_type: "password",
      username: "ada",
      password: "pw&=",
      client_id: "lab",
      client_secret: "secret",
    });
    expect(call.mock.calls[1]![1]!.headers).toMatchObject({ authorization: "Bearer xyz" });
  });

  it("refusing means null", async () => {
    answering(new Response("no", { status: 401 }), new Response("no", { status: 400 }));
    expect(await oauthPortal(options).profileOfToken("abc")).toBeNull();
    expect(await oauthPortal(options).profileOfPassword("ada", "pw")).toBeNull();
  });

  it("is not asked when it is not configured", async () => {
    const call = answering();
    expect(await oauthPortal({ insecureHosts: [] }).profileOfToken("abc")).toBeNull();
    expect(await oauthPortal({ insecureHosts: [] }).profileOfPassword("ada", "pw")).toBeNull();
    expect(call).not.toHaveBeenCalled();
  });

  it.each([
    [new Error("ECONNREFUSED")],
    [new Response("down", { status: 502 })],
    [new Response("<html>", { status: 200 })],
  ])("being away is a passing error", async (answer) => {
    answering(answer);
    await expect(oauthPortal(options).profileOfToken("abc")).rejects.toMatchObject({ kind: "transient" });
  });

  it("gets no token over plain http, unless its host is named", async () => {
    const plain = { ...options, profileUrl: "http://127.0.0.1:9000/profile/" };
    const call = answering(Response.json(profile));
    await expect(oauthPortal(plain).profileOfToken("abc")).rejects.toMatchObject({ code: "portal.insecure_address" });
    expect(call).not.toHaveBeenCalled();
    expect(await oauthPortal({ ...plain, insecureHosts: ["127.0.0.1:9000"] }).profileOfToken("abc")).not.toBeNull();
  });

  it("with a profile of another form is as good as refused", async () => {
    answering(Response.json({ user: "ada" }));
    expect(await oauthPortal(options).profileOfToken("abc")).toBeNull();
  });
});
