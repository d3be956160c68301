import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { errorCode } from "./error-message.ts";
import { signInPath } from "./return-path.ts";

const FINAL = new Set(["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "BAD_REQUEST"]);

/** The sign-in can end while a page is open: then the next call leads to the sign-in page and back. */
function leaveWhenSignedOut(error: unknown): void {
  if (errorCode(error) !== "UNAUTHORIZED") return;
  window.location.assign(signInPath(`${window.location.pathname}${window.location.search}`));
}

export const createQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && !FINAL.has(errorCode(error) ?? ""),
      },
    },
  });
