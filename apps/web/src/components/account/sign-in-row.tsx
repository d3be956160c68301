"use client";
import type { SignInView } from "@datalab/services";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Button } from "@/components/ui/button.tsx";
import { TimeAgo } from "@/components/ui/time-ago.tsx";
import { browserName } from "@/lib/browser-name.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { useTRPC } from "@/lib/trpc.ts";

export function SignInRow({ signIn }: { signIn: SignInView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const end = useMutation(
    trpc.auth.endSignIn.mutationOptions({
      onSuccess: async () => {
        toast.success("That browser is signed out.");
        await queryClient.invalidateQueries(trpc.auth.signIns.queryFilter());
      },
      onError: (error) => toast.error(errorMessage(error)),
    }),
  );
  const name = browserName(signIn.userAgent);
  return (
    <li className="flex items-center gap-4 px-4 py-3.5">
      <div className="min-w-0 flex-1">
        <p className="font-medium text-[1.07rem]">
          {name}
          {signIn.isThis && <span className="font-normal text-muted"> · this browser</span>}
        </p>
        <p className="text-muted">
          from {signIn.address || "an unknown address"}
          {" · signed in "}
          <TimeAgo iso={signIn.created} />
          {" · used "}
          <TimeAgo iso={signIn.lastSeen} />
        </p>
      </div>
      {!signIn.isThis && (
        <Button
          size="small"
          aria-label={`End the sign-in of ${name} from ${signIn.address}`}
          pending={end.isPending}
          onClick={() => end.mutate({ id: signIn.id })}
        >
          End
        </Button>
      )}
    </li>
  );
}
