"use client";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast: "!border-line-strong !bg-raised !font-sans !text-ink !shadow-lift",
          description: "!text-muted",
          success: "[&_[data-icon]]:text-ok",
          error: "[&_[data-icon]]:text-bad",
        },
      }}
    />
  );
}
