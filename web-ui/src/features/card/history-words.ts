import type { CardStatus, CardType, DocumentStatus, DocumentType, HistoryEntry, LinkKind, Priority, ReviewState } from '~/api/types.ts';
import {
  cardStatusWords,
  cardTypeWords,
  documentTypeWords,
  linkWords,
  midSentence,
  plainSentence,
  priorityWords,
  reviewWords,
  spaced,
} from '~/api/words.ts';
import { calendarDay } from '~/ui/times.ts';

/** A line of the history behind the name of who did it; `document` is what it is about, by its id. */
export interface Told {
  words: string;
  document?: { id: string; title: string } | undefined;
}

export interface Names {
  lane: (number: unknown) => string;
  member: (userId: string) => string;
  /** Nothing for a document that is gone or cannot be seen. */
  document: (id: string) => string | undefined;
}

type Changes = NonNullable<HistoryEntry['changes']>;
type Change = Changes[string];

/** Every action that core records, and every field, in words for people. What is new to this page is told in plain words as well. */
export function told(entry: HistoryEntry, names: Names): Told {
  const changes = entry.changes ?? {};
  if (changes.document) return aboutDocument(entry.action, changes, names);
  switch (entry.action) {
    case 'created':
      return { words: changes.lane ? `created the card in ${names.lane(changes.lane.to)}` : 'created the card' };
    case 'moved':
      return { words: moved(changes, names) };
    case 'move-undone':
      return { words: changes.lane ? `took the move back: it is in ${names.lane(changes.lane.to)} again` : 'took the move back' };
    case 'commented':
      return { words: 'commented' };
    case 'linked':
    case 'unlinked':
      return { words: linked(entry.action, changes) };
    case 'archived':
      return { words: 'archived the card' };
    case 'restored':
      return { words: 'took the card back from the archive' };
    case 'approved':
      return { words: 'approved the card' };
    case 'rejected':
      return { words: 'rejected the card' };
    default: {
      const fields = fieldsOf(changes, names);
      return { words: fields.length > 0 ? new Intl.ListFormat('en').format(fields) : spaced(entry.action) };
    }
  }
}

function moved({ lane }: Changes, names: Names): string {
  if (lane && lane.from !== lane.to && lane.from !== null && lane.from !== undefined)
    return `moved it from ${names.lane(lane.from)} to ${names.lane(lane.to)}`;
  return 'changed its place in the lane';
}

function linked(action: string, changes: Changes): string {
  const kind = (changes.link?.to ?? changes.link?.from) as LinkKind | undefined;
  const said = `${text(changes.fromCard)} ${kind && linkWords[kind] ? midSentence(linkWords[kind].to) : 'is linked to'} ${text(changes.toCard)}`;
  return action === 'linked' ? `noted that ${said}` : `took back that ${said}`;
}

function aboutDocument(action: string, changes: Changes, names: Names): Told {
  const id = String(changes.document?.to);
  const version = changes.documentVersion?.to;
  const type = changes.documentType?.to as DocumentType | undefined;
  const called = names.document(id);
  const title = called ?? `the ${midSentence((type && documentTypeWords[type]) || 'document')}`;
  const which = typeof version === 'number' ? `version ${version} of` : '';
  return {
    words: `${documentVerb(action, changes.documentStatus)} ${which}`.trim() + (called ? '' : ` ${title}`),
    document: called ? { id, title } : undefined,
  };
}

function documentVerb(action: string, status: Change | undefined): string {
  if (action === 'document-approved') return 'approved';
  if (action === 'document-rejected') return 'sent back';
  if (action === 'document-written') return 'wrote';
  switch (status?.to as DocumentStatus | undefined) {
    case 'IN_REVIEW':
      return 'submitted';
    case 'APPROVED':
      return 'approved';
    case 'ARCHIVED':
      return 'archived';
    case 'DRAFT':
    case undefined:
      return 'wrote';
  }
}

const unspoken = new Set(['laneId', 'lane', 'position', 'rank', 'version', 'comment']);

function fieldsOf(changes: Changes, names: Names): string[] {
  return Object.entries(changes)
    .filter(([field]) => !unspoken.has(field))
    .map(([field, change]) => fieldWords(field, change, names));
}

function fieldWords(field: string, { from, to }: Change, names: Names): string {
  switch (field) {
    case 'title':
      return `named it “${String(to)}”`;
    case 'description':
      return to ? 'rewrote the brief' : 'emptied the brief';
    case 'acceptanceCriteria':
      return 'changed the acceptance criteria';
    case 'labels':
      return Array.isArray(to) && to.length > 0 ? `set the labels to ${to.join(', ')}` : 'took the labels away';
    case 'type':
      return `made it a ${midSentence(cardTypeWords[to as CardType] ?? spaced(String(to)))}`;
    case 'priority':
      return fromTo('priority', from, to, priorityWords as Record<Priority, string>);
    case 'status':
      return fromTo('status', from, to, cardStatusWords as Record<CardStatus, string>);
    case 'reviewState':
      return fromTo('review', from, to, reviewWords as Record<ReviewState, string>);
    case 'assignee':
      return to ? `gave it to ${names.member(String(to)).replace(/^A member$/, 'a member')}` : 'gave it to nobody';
    case 'estimate':
      return to === null || to === undefined ? 'took the estimate away' : `estimated it at ${String(to)}`;
    case 'dueDate':
      return to ? `set the due date to ${calendarDay(String(to))}` : 'took the due date away';
    default:
      return typeof to === 'string' && to.length <= 60
        ? `set the ${spaced(field)} to “${plainSentence(to)}”`
        : typeof to === 'number' || typeof to === 'boolean'
          ? `set the ${spaced(field)} to ${String(to)}`
          : `changed the ${spaced(field)}`;
  }
}

function fromTo(what: string, from: unknown, to: unknown, words: Record<string, string>): string {
  const said = (value: unknown) => words[String(value)] ?? spaced(String(value));
  return from === null || from === undefined ? `set the ${what} to ${said(to)}` : `changed the ${what} from ${said(from)} to ${said(to)}`;
}

const text = (change: Change | undefined) => String(change?.to ?? change?.from ?? 'another card');
