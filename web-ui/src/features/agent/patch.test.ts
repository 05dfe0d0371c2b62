import { expect, test } from 'vitest';
import { patchParts } from './patch.ts';

const patch = `diff --git a/pom.xml b/pom.xml
--- a/pom.xml
+++ b/pom.xml
@@ -1,3 +1,4 @@
 <project>
-  <version>1</version>
+  <version>2</version>
+  <name>Booking</name>
 </project>
@@ -20,1 +21,1 @@
-old
\\ No newline at end of file
+new
\\ No newline at end of file
`;

test('every line knows its place in the old and in the new file', () => {
  const [first, second] = patchParts(patch);

  expect(first?.lines).toEqual([
    { kind: 'kept', text: '<project>', old: 1, now: 1 },
    { kind: 'removed', text: '  <version>1</version>', old: 2 },
    { kind: 'added', text: '  <version>2</version>', now: 2 },
    { kind: 'added', text: '  <name>Booking</name>', now: 3 },
    { kind: 'kept', text: '</project>', old: 3, now: 4 },
  ]);
  expect(second).toEqual({
    from: 21,
    lines: [
      { kind: 'removed', text: 'old', old: 20 },
      { kind: 'added', text: 'new', now: 21 },
    ],
  });
});

test('what is no patch has no parts', () => {
  expect(patchParts('')).toEqual([]);
  expect(patchParts('@@ nonsense @@\n+a')).toEqual([]);
});

test('a carriage return that only some lines end in is a part of them', () => {
  const mixed = patchParts('--- a/a\n+++ b/a\n@@ -1,1 +1,2 @@\n one\n+two\r\n');
  const whole = patchParts('--- a/a\n+++ b/a\n@@ -1,1 +1,2 @@\n one\r\n+two\r\n');

  expect(mixed[0]?.lines.map(({ text }) => text)).toEqual(['one', 'two\r']);
  expect(whole[0]?.lines.map(({ text }) => text)).toEqual(['one', 'two']);
});
