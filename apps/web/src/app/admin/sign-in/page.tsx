import type { Metadata } from "next";
import { Brand } from "@/components/shell/brand.tsx";
import { SignInForm } from "@/components/sign-in/sign-in-form.tsx";
import { returnPath } from "@/lib/return-path.ts";
import { server } from "@/server.ts";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams;
  const { settings } = await server();
  return (
    <main className="star-field grid min-h-dvh place-items-center p-4">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex justify-center">
          <Brand />
        </div>
        <section aria-labelledby="sign-in-title" className="panel p-6 shadow-lift">
          <h1 id="sign-in-title" className="font-semibold text-xl">
            Sign in
          </h1>
          <p className="mt-0.5 mb-5 text-muted">To your sessions, operations and results.</p>
          <SignInForm
            returnTo={returnPath(callbackUrl)}
            firstError={error}
            withPortal={Boolean(settings.oauth.authorizeUrl)}
          />
        </section>
        {settings.demo && (
          <p className="mt-4 px-4 text-center text-[0.93rem] text-muted">
            First time here? The name and the one-time password are printed in the terminal that started Datalab.
          </p>
        )}
      </div>
    </main>
  );
}
