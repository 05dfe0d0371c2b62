/** A part of a text: as it was written, or the name of a character that nobody could see. */
export interface Piece {
  text: string;
  unseen: boolean;
}

// What has no shape of its own, ends a line unseen, or turns the text around it.
const suspicious = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\u2800\uFFF9-\uFFFB]/u;
const everySuspicious = new RegExp(suspicious.source, 'gu');
// In code every space but the common one is a trap: it looks alike and is another character.
const inCode = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\u2800\uFFF9-\uFFFB]|(?! )\p{Zs}/u;
const everyInCode = new RegExp(inCode.source, 'gu');

// Scripts whose letters take another shape beside a joiner.
const joining =
  /[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]/u;

/** The text in pieces, with control, bidirectional and invisible characters named. */
export function pieces(text: string, code = false): Piece[] {
  if (!(code ? inCode : suspicious).test(text)) return text ? [{ text, unseen: false }] : [];
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(code ? everyInCode : everySuspicious)) {
    const [char] = match;
    if (harmless(text, match.index, char, code)) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index), unseen: false });
    found.push({ text: unseenName(char), unseen: true });
    from = match.index + char.length;
  }
  if (from < text.length) found.push({ text: text.slice(from), unseen: false });
  return found;
}

/** The same as one text, for attributes, options and titles of windows. */
export function plain(text: string): string {
  if (!suspicious.test(text)) return text;
  return pieces(text)
    .map((piece) => (piece.unseen ? `[${piece.text}]` : piece.text))
    .join('');
}

const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(' ');

/** The short name of a control character, the number of everything else. */
export function unseenName(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x7f) return 'DEL';
  const control = controls[code];
  if (control) return control;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Line ends and tabs, and what emoji and some scripts are written with. */
function harmless(text: string, at: number, char: string, code: boolean): boolean {
  if (char === '\n' || char === '\t') return true;
  const before = text.slice(0, at);
  const after = text.slice(at + char.length);
  if (char === '\r') return !code && after.startsWith('\n');
  if (char === '\uFE0F' || char === '\uFE0E')
    return /\p{Extended_Pictographic}$|\p{RI}$/u.test(before) || (/[\d#*]$/.test(before) && after.startsWith('\u20E3'));
  if (
    char === '\u200D' &&
    /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\uFE0F?$/u.test(before) &&
    /^[\p{Extended_Pictographic}]/u.test(after)
  )
    return true;
  if (char === '\u200D' || char === '\u200C') return joining.test(before.slice(-2)) && joining.test(after.slice(0, 2));
  if (/[\u{E0020}-\u{E007F}]/u.test(char))
    return /\u{1F3F4}[\u{E0020}-\u{E007E}]*$/u.test(before) && /^[\u{E0020}-\u{E007E}]*\u{E007F}/u.test(char + after);
  if (/[\u{E0100}-\u{E01EF}]/u.test(char)) return /\p{Ideographic}$/u.test(before);
  return false;
}
