import { plain } from '~/ui/unseen.ts';
import type { ProblemDetail } from './types.ts';
import { plainSentence } from './words.ts';

/** What a refused or failed call means to a person: one sentence, and the parts a form can show beside its fields. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, problem: Partial<ProblemDetail>) {
    // That the call carried no valid token is the page's business; a person has to sign in.
    super(status === 401 ? words(status) : plain(plainSentence(problem.detail ?? problem.title ?? words(status))));
    this.name = 'ApiError';
    this.status = status;
    this.code = codeOf(problem.type) ?? codeOfStatus(status);
    this.title = problem.title ?? words(status);
    this.fields = Object.fromEntries((problem.errors ?? []).map((error) => [fieldOf(error.pointer), plain(plainSentence(error.message))]));
  }
}

/** The network did not answer at all. */
export class Unreachable extends Error {
  constructor() {
    super('AgentWorks cannot be reached. Your work is kept on this page; try again in a moment.');
    this.name = 'Unreachable';
  }
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof ApiError && error.code === code;
}

/** The sentence to show, whatever was thrown. */
export function errorMessage(error: unknown): string {
  if (error instanceof ApiError || error instanceof Unreachable) return error.message;
  return 'Something went wrong on this page. Reload it, and tell us if it happens again.';
}

export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  return error instanceof ApiError ? error.fields : {};
}

function codeOf(type: string | undefined): string | undefined {
  return type?.split('/').at(-1) || undefined;
}

function fieldOf(pointer: string): string {
  return pointer.replace(/^[#/]+/, '').split('/')[0] ?? pointer;
}

function codeOfStatus(status: number): string {
  return status === 401 ? 'unauthenticated' : status === 404 ? 'not-found' : `status-${status}`;
}

function words(status: number): string {
  if (status === 401) return 'Please sign in again.';
  if (status === 403) return 'Your role does not allow this.';
  if (status === 404) return 'This does not exist, or you cannot see it.';
  if (status === 429) return 'Too many requests. Wait a moment and try again.';
  if (status >= 500) return 'The server had a problem. Try again in a moment.';
  return `The request was refused (${status}).`;
}
