"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog.tsx";
import { CreateSessionForm } from "./create-session-form.tsx";

export function CreateSessionDialog() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button tone="primary">
          <Plus aria-hidden />
          New session
        </Button>
      </DialogTrigger>
      <DialogContent title="New session" description="Give it a name; frames can be added now or later.">
        <CreateSessionForm />
      </DialogContent>
    </Dialog>
  );
}
