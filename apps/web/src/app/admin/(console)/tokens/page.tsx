import type { Metadata } from "next";
import { TokenList } from "@/components/tokens/token-list.tsx";

export const metadata: Metadata = { title: "Personal tokens" };

export default function TokensPage() {
  return <TokenList />;
}
