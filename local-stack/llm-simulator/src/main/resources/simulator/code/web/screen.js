// {{wish}}
import { escaped } from './text.js';

const TITLE = {{title}};

/** The screen for a state: { loading }, { refused }, or { items }. */
export function screen(state) {
  const heading = `<h1 id="{{name}}">${escaped(TITLE)}</h1>`;
  if (state.loading) {
    return `${heading}<p role="status">One moment …</p>`;
  }
  if (state.refused) {
    return `${heading}<p role="alert">${escaped(state.refused)}</p>`;
  }
  if (state.items.length === 0) {
    return `${heading}<p>Nothing here yet.</p>`;
  }
  const items = state.items.map((item) => `<li>${escaped(item.day)}</li>`).join('');
  return `${heading}<ul aria-labelledby="{{name}}">${items}</ul>`;
}
