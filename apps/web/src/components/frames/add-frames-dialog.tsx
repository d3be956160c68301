"use client";
import type { SessionView } from "@datalab/services";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog.tsx";
import { AddFramesForm } from "./add-frames-form.tsx";

export function AddFramesDialog({ session }: { session: SessionView }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          Add frames
        </Button>
      </DialogTrigger>
      <DialogContent title="Add frames" description="Frames the session already has stay as they are.">
        <AddFramesForm session={session} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
