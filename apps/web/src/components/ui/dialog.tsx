"use client";
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/class-names.ts";
import { Button } from "./button.tsx";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

interface DialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, "title"> {
  title: ReactNode;
  description?: ReactNode;
}

/** On a phone it is a sheet at the bottom edge, else a window in the middle. */
export function DialogContent({ title, description, className, children, ...rest }: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-veil backdrop-blur-[2px]" />
      <Primitive.Content
        className={classNames(
          "fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full max-w-lg animate-enter flex-col rounded-t-xl border bg-surface shadow-lift outline-none sm:inset-y-0 sm:my-auto sm:h-fit sm:max-h-[88dvh] sm:w-[calc(100%-2rem)] sm:rounded-xl",
          className,
        )}
        {...(description ? {} : { "aria-describedby": undefined })}
        {...rest}
      >
        <header className="flex items-start gap-4 border-b px-5 py-4">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="font-semibold text-[1.14rem]">{title}</Primitive.Title>
            {description && <Primitive.Description className="mt-0.5 text-muted">{description}</Primitive.Description>}
          </div>
          <Primitive.Close asChild>
            <Button tone="quiet" size="icon" aria-label="Close" className="-mt-1 -mr-2">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </header>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={classNames("grid min-h-0 gap-4 overflow-y-auto px-5 py-4", className)} {...rest} />;
}

export function DialogFooter({ className, ...rest }: ComponentProps<"footer">) {
  return (
    <footer
      className={classNames("flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3", className)}
      {...rest}
    />
  );
}
