/** A photometric aperture with its sky annulus around a star. */
export function Brand() {
  return (
    <span className="flex items-center gap-2">
      <svg viewBox="0 0 24 24" className="size-6 text-accent" fill="none" stroke="currentColor" aria-hidden>
        <circle cx="12" cy="12" r="10" strokeWidth="1.2" strokeDasharray="3.4 2.3" opacity="0.65" />
        <circle cx="12" cy="12" r="5.6" strokeWidth="1.6" />
        <circle cx="12" cy="12" r="2.1" fill="currentColor" stroke="none" />
      </svg>
      <span className="font-semibold text-[1.14rem] tracking-tight">Datalab</span>
    </span>
  );
}
