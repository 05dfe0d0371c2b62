// {{wish}}
import { refusal } from './records.js';

const NEEDED = ['{{who}}', 'day'];

/** Takes one request; the same id a second time gives the first answer and changes nothing. */
export function handle(records, request) {
  const missing = NEEDED.filter((field) => !String(request[field] ?? '').trim());
  if (missing.length > 0) {
    return refusal(`Please say ${missing.join(' and ')}.`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(request.day)) {
    return refusal('Please give the day as in 2026-05-31.');
  }
  return records.once(request.id, { kind: '{{kind}}', {{who}}: request.{{who}}.trim(), day: request.day });
}
