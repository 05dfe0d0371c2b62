/** A person by the first letters of their name; the name itself stands beside it. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span
      aria-hidden
      className={`inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-strong select-none ${small ? 'size-5 text-[0.5625rem]' : 'size-9 text-xs'}`}
    >
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  // letters only: a sign that cannot be seen is nobody's initial
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const first = (word: string | undefined) => [...(word ?? '')][0] ?? '';
  return (words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0]) || '?').toUpperCase();
}
