const ENOUGH_TO_TELL = 0.05;

/** Seconds that are left if the rest goes as fast as what is done; null when there is too little to tell from. */
export function etaSeconds(startedAt: string | null, progress: number): number | null {
  if (startedAt === null || progress < ENOUGH_TO_TELL || progress >= 1) return null;
  const elapsed = (Date.now() - Date.parse(startedAt)) / 1000;
  return Math.max(0, Math.round((elapsed * (1 - progress)) / progress));
}
