"use client";
import type { OperationView, SessionView } from "@datalab/services";
import { Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog.tsx";
import { StartOperation } from "./start-operation.tsx";

interface StartOperationDialogProps {
  session: SessionView;
  operations: OperationView[];
}

export function StartOperationDialog({ session, operations }: StartOperationDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button tone="primary">
          <Play aria-hidden />
          Start operation
        </Button>
      </DialogTrigger>
      <DialogContent title="Start an operation" className="sm:h-[88dvh] sm:max-w-5xl">
        <StartOperation session={session} operations={operations} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
