const WAIT = "sign_in.wait";

/** What goes into an address about a failed sign-in: a code, and for a wait its seconds. Never a text. */
export function signInCode({ code = "Failed", retryAfter }: { code?: string; retryAfter?: number }): string {
  return retryAfter === undefined ? code : `${WAIT}.${retryAfter}`;
}

const texts: Readonly<Record<string, string>> = {
  CredentialsSignin: "That username and password do not match.",
  OAuthSignin: "The observation portal could not be asked. Try again in a moment.",
  OAuthCallback: "You were not signed in: the observation portal refused, or its answer did not fit. Try again.",
  Callback: "You were not signed in: the observation portal refused, or its answer did not fit. Try again.",
  SessionRequired: "Sign in to see that page.",
  "sign_in.failed": "The observation portal did not confirm you.",
  "accounts.local_account": "This name is a local account here. Sign in with its own password.",
  "portal.unreachable": "The observation portal did not answer. Try again in a moment.",
};

/** What to tell a person about the code in the address. A code nobody knows says no more than that it did not work. */
export function signInProblem(code: string): string {
  const seconds = /^sign_in\.wait\.(\d{1,5})$/.exec(code)?.[1];
  if (seconds) return `Too many attempts. Try again in ${seconds} s.`;
  return (Object.hasOwn(texts, code) && texts[code]) || "Signing in did not work. Try again in a moment.";
}
