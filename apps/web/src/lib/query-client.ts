import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { errorCode } from "./error-message.ts";

const FINAL = new Set(["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "BAD_REQUEST"]);

/** The sign-in can end while a page is open: then the next call leads to the sign-in page and back. */
function leaveWhenSignedOut(error: unknown): void {
  if (errorCode(error) !== "UNAUTHORIZED") return;
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/admin/sign-in?callbackUrl=${encodeURIComponent(here)}`);
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
