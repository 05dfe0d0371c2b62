import { useNavigate } from '@tanstack/react-router';
import { Archive, Ellipsis, Link as LinkIcon } from 'lucide-react';
import { useState } from 'react';
import type { Card } from '~/api/types.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { IconButton } from '~/ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '~/ui/menu.tsx';
import { toast } from '~/ui/toast.tsx';
import { ArchiveDialog } from './archive.tsx';

/** What is seldom done with a card. */
export function CardMenu({ card, onGone }: { card: Card; onGone: () => void }) {
  const lock = useWriteLock();
  const navigate = useNavigate();
  const [archiving, setArchiving] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}/projects/${card.projectId}/cards/${card.id}`);
    toast({ tone: 'good', title: `The link to ${card.key} is copied` });
  };
  return (
    <>
      <Menu
        label={`More of ${card.key}`}
        trigger={
          <IconButton label="More">
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => void copy()}>
          <LinkIcon aria-hidden size={14} /> Copy link
        </MenuItem>
        <MenuItem onSelect={() => void navigate({ to: '/projects/$projectId/archive', params: { projectId: card.projectId } })}>
          <Archive aria-hidden size={14} /> Open the archive
        </MenuItem>
        {!card.archivedAt && (
          <>
            <MenuLine />
            <MenuItem disabled={lock !== undefined} className="text-bad" onSelect={() => setArchiving(true)}>
              <Archive aria-hidden size={14} /> Archive card…
            </MenuItem>
          </>
        )}
      </Menu>
      {archiving && (
        <ArchiveDialog
          card={{ ...card, atWork: card.activeRun !== null && card.activeRun !== undefined }}
          onDone={() => {
            setArchiving(false);
            onGone();
          }}
          onClose={() => setArchiving(false)}
        />
      )}
    </>
  );
}
