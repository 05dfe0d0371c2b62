/** What the mock API refuses, as the real one would. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: { pointer: string; message: string }[] = [],
  ) {
    super(detail);
  }
}

export const missing = () => new Refusal(404, 'not-found', 'There is no such thing, or you cannot see it.');
