/** What to tell a person about next-auth's error code or text. */
export function signInProblem(error: string): string {
  switch (error) {
    case "CredentialsSignin":
      return "That username and password do not match.";
    case "SessionRequired":
      return "Sign in to see that page.";
    default:
      return /\s/.test(error) ? error : "Signing in did not work. Try again in a moment.";
  }
}
