import { AppError } from "@datalab/errors";
import { FieldError } from "@datalab/services";
import { expect, it } from "vitest";
import { fakeDeps } from "../testing/fake-services.ts";
import { request } from "../testing/send.ts";
import { handleRest } from "./handle-rest.ts";

async function problemOf(thrown: unknown, accept = "application/problem+json") {
  const deps = fakeDeps();
  deps.services.sessions.get = async () => {
    throw thrown;
  };
  const answer = await handleRest(request("GET", "/api/datasessions/3/", { headers: { accept } }), deps);
  return { status: answer.status, type: answer.headers.get("content-type"), body: JSON.parse(await answer.text()) };
}

it("who asks for problem details gets an error as RFC 9457 has it", async () => {
  const gone = await problemOf(new AppError("notFound", "sessions.none", "There is no such session."));
  expect(gone).toEqual({
    status: 404,
    type: "application/problem+json",
    body: {
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: "There is no such session.",
      code: "sessions.none",
    },
  });
  const wrong = await problemOf(new FieldError({ name: ["Too long."] }), "application/json, application/problem+json");
  expect(wrong.body).toMatchObject({ status: 400, errors: [{ pointer: "#/name", detail: "Too long." }] });
});

it("tells nothing of what broke inside", async () => {
  const { status, body } = await problemOf(new Error("password is 1234"));
  expect([status, JSON.stringify(body)]).toEqual([500, expect.not.stringContaining("1234")]);
});

it("everybody else gets the shape the client knows", async () => {
  const { type, body } = await problemOf(new AppError("invalid", "x.y", "No."), "application/json");
  expect([type, body]).toEqual(["application/json", { error: "No." }]);
});
