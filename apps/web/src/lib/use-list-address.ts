"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Search text and page (from 1) of a list, kept in the address so that going back finds the same place. */
export function useListAddress() {
  const router = useRouter();
  const path = usePathname();
  const parameters = useSearchParams();
  const search = parameters.get("search") ?? "";
  const page = Math.max(1, Number.parseInt(parameters.get("page") ?? "1", 10) || 1);

  const move = useCallback(
    (next: { search: string; page: number }) => {
      const query = new URLSearchParams();
      if (next.search) query.set("search", next.search);
      if (next.page > 1) query.set("page", String(next.page));
      router.replace(query.size > 0 ? `${path}?${query}` : path, { scroll: false });
    },
    [router, path],
  );
  return { search, page, move };
}
