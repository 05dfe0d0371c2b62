import { clsx } from 'clsx';
import { MessageSquarePlus, X } from 'lucide-react';
import { useState } from 'react';
import type { FileChange, FileChanges, FileMark, LineComment } from '~/api/types.ts';
import { fileMarkWords } from '~/api/words.ts';
import { Button, IconButton } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { type PatchLine, patchParts } from './patch.ts';

const changeWords: Record<FileChange['change'], string> = { ADDED: 'added', MODIFIED: 'changed', DELETED: 'deleted' };

interface ChangesProps {
  changes: FileChanges;
  comments: LineComment[];
  onComments: (comments: LineComment[]) => void;
}

/** What a run changed, file by file; a line can be given a remark. */
export function Changes({ changes, comments, onComments }: ChangesProps) {
  if (changes.items.length === 0) return <p className="text-sm text-ink-soft">No files were changed.</p>;
  return (
    <ol aria-label="Changed files" className="grid gap-2">
      {changes.items.map((file) => (
        <li key={file.path}>
          <ChangedFile
            file={file}
            opened={changes.items.length <= 5}
            comments={comments.filter((comment) => comment.file === file.path)}
            onAdd={(comment) => onComments([...comments, comment])}
            onRemove={(comment) => onComments(comments.filter((other) => other !== comment))}
          />
        </li>
      ))}
    </ol>
  );
}

interface ChangedFileProps {
  file: FileChange;
  opened: boolean;
  comments: LineComment[];
  onAdd: (comment: LineComment) => void;
  onRemove: (comment: LineComment) => void;
}

function ChangedFile({ file, opened, comments, onAdd, onRemove }: ChangedFileProps) {
  const [at, setAt] = useState<number>();
  const parts = file.patch ? patchParts(file.patch) : [];
  return (
    <details open={opened} className="overflow-hidden rounded-md border border-line">
      <summary className="flex flex-wrap items-start gap-x-2 gap-y-0.5 bg-paper px-2.5 py-1.5 text-xs">
        <span className="min-w-0 flex-1 font-mono wrap-anywhere">
          <UserText code text={file.path} />
        </span>
        {file.marks?.map((mark) => (
          <Mark key={mark} mark={mark} />
        ))}
        <span className="shrink-0 text-ink-faint">{changeWords[file.change]}</span>
        <span className="tabular shrink-0 text-good">+{file.additions ?? 0}</span>
        <span className="tabular shrink-0 text-bad">−{file.deletions ?? 0}</span>
      </summary>
      {file.truncated && <p className="bg-wait-soft px-2.5 py-1 text-xs text-wait">The change is longer than what is shown here.</p>}
      {file.conflict && <Conflict text={file.conflict} />}
      {parts.length === 0 ? (
        <Unreadable file={file} />
      ) : (
        <div role="group" aria-label={`Changes of ${plain(file.path)}`} className="font-mono text-2xs leading-5">
          {parts.map((part) => (
            <div key={part.from} className="border-t border-line first:border-t-0">
              {part.lines.map((line, index) => (
                <div key={index}>
                  <Line line={line} onRemark={() => setAt(line.now)} />
                  {comments
                    .filter((comment) => line.now !== undefined && comment.line === line.now)
                    .map((comment) => (
                      <p key={comment.body} className="flex items-start gap-2 bg-accent-soft px-3 py-1 font-sans text-xs">
                        <span className="min-w-0 flex-1 whitespace-pre-wrap wrap-anywhere">
                          <UserText text={comment.body} />
                        </span>
                        <IconButton label="Remove the remark" className="size-5" onClick={() => onRemove(comment)}>
                          <X aria-hidden size={12} />
                        </IconButton>
                      </p>
                    ))}
                  {line.now !== undefined && at === line.now && (
                    <Remark
                      line={line.now}
                      onCancel={() => setAt(undefined)}
                      onSay={(body) => {
                        onAdd({ file: file.path, line: at, body });
                        setAt(undefined);
                      }}
                    />
                  )}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </details>
  );
}

function Conflict({ text }: { text: string }) {
  return (
    <div className="grid gap-1 bg-bad-soft px-2.5 py-1.5 text-xs text-bad">
      <p className="font-medium">Others have changed the same lines.</p>
      <pre className="font-mono text-2xs whitespace-pre-wrap wrap-anywhere">
        <UserText code text={text} />
      </pre>
    </div>
  );
}

/** Why to look at the file more closely; whoever approves it must not overlook that. */
function Mark({ mark }: { mark: FileMark }) {
  const { words, means } = fileMarkWords[mark];
  return (
    <span className="shrink-0 rounded bg-wait-soft px-1.5 text-2xs leading-5 font-medium text-wait" title={means}>
      {words}
    </span>
  );
}

// a patch in a form we do not know is still better read than hidden
function Unreadable({ file }: { file: FileChange }) {
  if (file.patch) {
    return (
      <pre className="px-2.5 py-2 font-mono text-2xs whitespace-pre-wrap wrap-anywhere">
        <UserText code text={file.patch} />
      </pre>
    );
  }
  return <p className="px-2.5 py-2 text-xs text-ink-faint">{file.binary ? 'Not a text file.' : 'Nothing to show.'}</p>;
}

const tints: Record<PatchLine['kind'], string> = { added: 'bg-good-soft', removed: 'bg-bad-soft', kept: '' };
const said: Record<PatchLine['kind'], string> = { added: 'Added:', removed: 'Removed:', kept: '' };
const signs: Record<PatchLine['kind'], string> = { added: '+', removed: '−', kept: ' ' };

function Line({ line, onRemark }: { line: PatchLine; onRemark: () => void }) {
  return (
    <div className={clsx('group flex', tints[line.kind])}>
      <span aria-hidden className="tabular w-9 shrink-0 pr-1 text-right text-ink-faint select-none">
        {line.now ?? line.old}
      </span>
      <span className="w-6 shrink-0">
        {line.now !== undefined && (
          <button
            type="button"
            aria-label={`Remark on line ${line.now}`}
            onClick={onRemark}
            className="grid size-5 place-items-center text-accent opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          >
            <MessageSquarePlus aria-hidden size={12} />
          </button>
        )}
      </span>
      <span aria-hidden className="w-4 shrink-0 select-none">
        {signs[line.kind]}
      </span>
      <span className="min-w-0 flex-1 pr-3 [tab-size:4] whitespace-break-spaces wrap-anywhere">
        {said[line.kind] && <span className="sr-only">{said[line.kind]} </span>}
        <UserText code text={line.text} />
      </span>
    </div>
  );
}

function Remark({ line, onSay, onCancel }: { line: number; onSay: (body: string) => void; onCancel: () => void }) {
  const [body, setBody] = useState('');
  return (
    <form
      className="flex flex-wrap gap-2 bg-accent-soft px-3 py-1.5 font-sans"
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim()) onSay(body.trim());
      }}
    >
      <input
        autoFocus
        aria-label={`Remark on line ${line}`}
        maxLength={2000}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        className={`${control} h-7 max-w-xl min-w-40 flex-1 text-xs`}
      />
      <Button type="submit" className="h-7 px-2" disabled={!body.trim()}>
        Add
      </Button>
      <Button kind="quiet" className="h-7 px-2" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
