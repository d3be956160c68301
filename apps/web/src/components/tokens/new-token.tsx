"use client";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog.tsx";
import { Input } from "@/components/ui/input.tsx";

export function NewToken({ token }: { token: string }) {
  return (
    <>
      <DialogBody>
        <div className="flex gap-2">
          <Input
            readOnly
            value={token}
            aria-label="New token"
            onFocus={(event) => event.currentTarget.select()}
            className="figures"
          />
          <CopyButton text={token} />
        </div>
        <p className="text-muted">
          Send it as <code className="figures font-sans text-ink">Authorization: Token …</code> with every request.
        </p>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button tone="primary">Done</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}
