import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names.ts";

const buttonClasses = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        primary: "bg-primary text-on-primary hover:bg-primary-hover",
        outline: "border border-line-strong bg-surface text-ink hover:bg-sunken dark:hover:bg-raised",
        quiet: "text-muted hover:bg-sunken hover:text-ink dark:hover:bg-raised",
        danger: "bg-bad text-white hover:brightness-110 dark:text-[oklch(0.2_0.03_25)]",
      },
      size: {
        medium: "h-9 px-3.5",
        small: "h-8 px-2.5 text-[0.93rem]",
        icon: "size-8",
      },
    },
    defaultVariants: { tone: "outline", size: "medium" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonClasses> & { asChild?: boolean; pending?: boolean };

/** `pending` keeps the label, shows that work is under way and refuses a second press. */
export function Button({ className, tone, size, asChild, pending, children, disabled, ...rest }: ButtonProps) {
  const classes = classNames(buttonClasses({ tone, size }), className);
  if (asChild)
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  return (
    <button type="button" className={classes} disabled={disabled || pending} aria-busy={pending || undefined} {...rest}>
      {pending && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  );
}
