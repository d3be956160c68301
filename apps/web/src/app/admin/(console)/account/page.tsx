import type { Metadata } from "next";
import { SignInList } from "@/components/account/sign-in-list.tsx";

export const metadata: Metadata = { title: "Sign-ins" };

export default function AccountPage() {
  return <SignInList />;
}
