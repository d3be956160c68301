export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="rounded border border-line-strong bg-sunken px-1.5 py-px font-sans text-[0.78rem] text-muted leading-4">
      {children}
    </kbd>
  );
}
