import { useRef } from 'react';

/**
 * One key for one intention: pressing twice, or again after a lost answer, does the thing once. Another body is another
 * intention, because the server refuses a key that comes with a second body.
 */
export function useIntention(): (body: unknown) => { 'Idempotency-Key': string } {
  const last = useRef({ body: '', key: '' });
  return (body) => {
    const said = JSON.stringify(body);
    if (last.current.body !== said) last.current = { body: said, key: crypto.randomUUID() };
    return { 'Idempotency-Key': last.current.key };
  };
}
