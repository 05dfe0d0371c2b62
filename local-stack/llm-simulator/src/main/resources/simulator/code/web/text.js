const MARKS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text that stays a text when it is put into a page. */
export function escaped(text) {
  return String(text).replace(/[&<>"]/g, (mark) => MARKS[mark]);
}
