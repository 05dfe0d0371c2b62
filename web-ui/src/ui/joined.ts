/** Class names, without those that do not apply. */
export function joined(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
