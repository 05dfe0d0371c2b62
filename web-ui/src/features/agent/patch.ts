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

/** The parts of one file's unified patch; a patch that cannot be read gives none. */
export function patchParts(patch: string): PatchPart[] {
  return hunksOf(patch).map((hunk) => {
    let old = hunk.oldStart;
    let now = hunk.newStart;
    const lines = hunk.lines.flatMap((line): PatchLine[] => {
      const text = line.slice(1);
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
