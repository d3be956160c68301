/** What to tell a person about next-auth's error code or text. */
export function signInProblem(error: string): string {
  switch (error) {
    case "CredentialsSignin":
      return "That username and password do not match.";
    case "OAuthSignin":
      return "The observation portal could not be asked. Try again in a moment.";
    case "OAuthCallback":
    case "Callback":
      return "You were not signed in: the observation portal refused, or its answer did not fit. Try again.";
    case "SessionRequired":
      return "Sign in to see that page.";
    default:
      return /\s/.test(error) ? error : "Signing in did not work. Try again in a moment.";
  }
}
