import { expect, test } from 'vitest';
import { pieces, plain } from './unseen.ts';

const rlo = '\u202E';

test('an override of the direction is named', () => {
  expect(plain(`invoice${rlo}gpj.exe`)).toBe('invoice[U+202E]gpj.exe');
});

test.each([
  ['a bell', '\u0007', 'BEL'],
  ['an escape', '\u001B', 'ESC'],
  ['a lone carriage return', '\r', 'CR'],
  ['a delete', '\u007F', 'DEL'],
  ['a control of the upper half', '\u009B', 'U+009B'],
  ['an isolate', '\u2066', 'U+2066'],
  ['a mark of direction', '\u200F', 'U+200F'],
  ['an Arabic letter mark', '\u061C', 'U+061C'],
  ['a space of no width', '\u200B', 'U+200B'],
  ['a joiner of words', '\u2060', 'U+2060'],
  ['a byte order mark', '\uFEFF', 'U+FEFF'],
  ['a soft hyphen', '\u00AD', 'U+00AD'],
  ['a filler of Hangul', '\u3164', 'U+3164'],
  ['an empty Braille cell', '\u2800', 'U+2800'],
  ['a separator of lines', '\u2028', 'U+2028'],
  ['a variation without a base', '\uFE0F', 'U+FE0F'],
  ['a tag without a flag', '\u{E0041}', 'U+E0041'],
  ['half a pair', '\uD800', 'U+D800'],
])('%s is made visible', (_what, char, name) => {
  expect(plain(`a${char}b`)).toBe(`a[${name}]b`);
});

test.each([
  ['line ends and tabs', 'one\r\ntwo\tthree'],
  ['a family', '👨‍👩‍👧‍👦'],
  ['a heart with its colour', '❤️ and 1️⃣'],
  ['a tone of skin and a joiner', '🧑🏽‍🚀'],
  ['the flag of Scotland', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
  ['Persian with its joiner', 'می‌خواهم'],
  ['Hindi with its joiner', 'क्‍ष'],
  ['Hebrew', 'שלום'],
])('%s stays as it was written', (_what, text) => {
  expect(plain(text)).toBe(text);
});

test('in code the end of a line and unusual spaces are seen as well', () => {
  expect(pieces('if (a\u00A0== b)\r', true)).toEqual([
    { text: 'if (a', unseen: false },
    { text: 'U+00A0', unseen: true },
    { text: '== b)', unseen: false },
    { text: 'CR', unseen: true },
  ]);
});

test('a joiner between common letters is named', () => {
  expect(plain('pay\u200Dpal')).toBe('pay[U+200D]pal');
});
