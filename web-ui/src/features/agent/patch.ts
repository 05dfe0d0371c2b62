import { parsePatch } from 'diff';

/** A line of a unified patch with its place in the old and the new file. */
export interface PatchLine {
  kind: 'added' | 'removed' | 'kept';
  text: string;
  old?: number;
  now?: number;
}

export interface PatchPart {
  /** The line of the new file that the part begins with. */
  from: number;
  lines: PatchLine[];
}

/**
 * The parts of one file's unified patch; a patch that cannot be read gives none. Where every line ends in CR LF, the end is
 * what it is; where only some do, the CR is a part of the line and is seen.
 */
export function patchParts(patch: string): PatchPart[] {
  const hunks = hunksOf(patch);
  const told = hunks.flatMap((hunk) => hunk.lines.filter((line) => !line.startsWith('\\')));
  const dos = told.length > 0 && told.every((line) => line.endsWith('\r'));
  return hunks.map((hunk) => {
    let old = hunk.oldStart;
    let now = hunk.newStart;
    const lines = hunk.lines.flatMap((line): PatchLine[] => {
      const text = line.slice(1, dos ? -1 : undefined);
      if (line.startsWith('+')) return [{ kind: 'added', text, now: now++ }];
      if (line.startsWith('-')) return [{ kind: 'removed', text, old: old++ }];
      if (line.startsWith(' ')) return [{ kind: 'kept', text, old: old++, now: now++ }];
      return [];
    });
    return { from: hunk.newStart, lines };
  });
}

function hunksOf(patch: string) {
  try {
    return parsePatch(patch)
      .flatMap((file) => file.hunks)
      .filter((hunk) => Number.isInteger(hunk.newStart));
  } catch {
    return [];
  }
}
