"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog.tsx";
import { CreateTokenForm } from "./create-token-form.tsx";
import { NewToken } from "./new-token.tsx";

export function CreateTokenDialog() {
  const [open, setOpen] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const change = (next: boolean) => {
    setOpen(next);
    if (next) setToken(null);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button tone="primary">
          <Plus aria-hidden />
          New token
        </Button>
      </DialogTrigger>
      {token ? (
        <DialogContent
          title="Your new token"
          description="This is the only time it is shown. Keep it where you keep passwords."
        >
          <NewToken token={token} />
        </DialogContent>
      ) : (
        <DialogContent
          title="New token"
          description="Name it after what will use it, so that you know which to revoke."
        >
          <CreateTokenForm onCreated={setToken} />
        </DialogContent>
      )}
    </Dialog>
  );
}
