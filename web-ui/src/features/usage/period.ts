/** Whole days in UTC, the last of them today, as the server counts them. The end is exclusive. */
export function period(days: number, now: Date): { from: string; to: string } {
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return { from: new Date(end - days * 86_400_000).toISOString(), to: new Date(end).toISOString() };
}

export function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
