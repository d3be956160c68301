import type { SignInOutcome } from "@datalab/api";
import { describe, expect, it } from "vitest";
import { authOptions } from "./auth-options.ts";

const account = {
  id: 7,
  username: "alice",
  firstName: "",
  lastName: "",
  email: "",
  isStaff: false,
  isSuperuser: false,
  signIn: { userId: 7, id: "one" },
};

async function authorize(outcome: SignInOutcome, headers: Record<string, string> = {}) {
  const seen: unknown[] = [];
  const signIn = async (credentials: object) => {
    seen.push(credentials);
    return outcome;
  };
  const { providers } = authOptions({
    signIn,
    signOut: async () => {},
    secret: "s",
    publicUrl: "http://localhost:3000",
  });
  const [provider] = providers as unknown as [
    { options: { authorize(credentials: object, request: object): Promise<unknown> } },
  ];
  const user = await provider.options.authorize({ username: "alice", password: "p" }, { headers });
  return { user, seen };
}

describe("signing in", () => {
  it("makes a cookie about the account's id", async () => {
    expect((await authorize({ account })).user).toEqual({
      id: "7",
      name: "alice",
      signIn: { id: "one" },
    });
  });

  it("tells from where the caller comes", async () => {
    const { seen } = await authorize({ account }, { "x-forwarded-for": "10.0.0.1" });
    expect(seen).toEqual([{ username: "alice", password: "p", address: "10.0.0.1", userAgent: "" }]);
  });

  it("fails without a reason when the password is wrong", async () => {
    expect((await authorize({ account: null })).user).toBeNull();
  });

  it("fails with the code of the reason there is", async () => {
    const wait = { account: null, code: "access.rate", retryAfter: 8 };
    await expect(authorize(wait)).rejects.toThrow("sign_in.wait.8");
  });
});
