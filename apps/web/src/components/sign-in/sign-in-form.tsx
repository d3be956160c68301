"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button.tsx";
import { describedBy, Field, FieldError } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import { signInProblem } from "@/lib/sign-in-problem.ts";

const schema = z.object({
  username: z.string().trim().min(1, "Enter your username."),
  password: z.string().min(1, "Enter your password."),
});

interface SignInFormProps {
  returnTo: string;
  /** The code next-auth put into the address, if it sent the browser here after a failure. */
  firstError?: string;
  /** The observation portal has a sign-in page of its own. */
  withPortal: boolean;
}

export function SignInForm({ returnTo, firstError, withPortal }: SignInFormProps) {
  const [problem, setProblem] = useState(firstError && signInProblem(firstError));
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { username: "", password: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const submit = form.handleSubmit(async (credentials) => {
    setProblem(undefined);
    const answer = await signIn("credentials", { ...credentials, callbackUrl: returnTo, redirect: false }).catch(
      () => undefined,
    );
    if (answer?.ok && !answer.error) {
      window.location.assign(returnTo);
      return;
    }
    setProblem(answer?.error ? signInProblem(answer.error) : "Datalab could not be reached. Try again in a moment.");
    form.setError("root", {});
    form.setFocus("password", { shouldSelect: true });
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field id="username" label="Username" error={errors.username?.message}>
        <Input
          id="username"
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
          {...describedBy("username", errors.username?.message)}
          {...form.register("username")}
        />
      </Field>
      <Field id="password" label="Password" error={errors.password?.message}>
        <Input
          id="password"
          type="password"
          autoComplete="current-password"
          {...describedBy("password", errors.password?.message)}
          {...form.register("password")}
        />
      </Field>
      <FieldError id="sign-in" error={problem} />
      <Button type="submit" tone="primary" pending={isSubmitting || isSubmitSuccessful} className="w-full">
        Sign in
      </Button>
      {withPortal && (
        <Button className="w-full" onClick={() => signIn("portal", { callbackUrl: returnTo })}>
          Sign in at the observation portal
        </Button>
      )}
    </form>
  );
}
