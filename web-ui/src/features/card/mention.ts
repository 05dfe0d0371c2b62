import type { Member } from '~/api/types.ts';

/** What stands behind an @ that is being typed at the caret; nothing when none is. */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | undefined {
  const before = text.slice(0, caret);
  const match = /(?:^|[\s(])@([^\s@][^@\n]{0,40}|)$/u.exec(before);
  if (!match) return undefined;
  const typed = match[1] ?? '';
  return { from: caret - typed.length - 1, typed };
}

/** The members whose name has a word that begins so, or whose address does. */
export function membersLike(members: readonly Member[], typed: string): Member[] {
  const wanted = typed.toLowerCase();
  return members
    .filter(({ name, email }) => {
      const called = name.toLowerCase();
      return (
        called.startsWith(wanted) || called.split(/\s+/).some((word) => word.startsWith(wanted)) || email.toLowerCase().startsWith(wanted)
      );
    })
    .slice(0, 6);
}
