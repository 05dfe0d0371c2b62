import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { useMemo } from 'react';
import { pieces } from './unseen.ts';

// Agents and people write this text: nothing in it may run, load from elsewhere, or look like the page itself.
const policy = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'input', 'button', 'img', 'video', 'audio', 'iframe', 'svg', 'math', 'bdo'],
  FORBID_ATTR: ['style', 'class', 'id', 'name', 'dir', 'title', 'tabindex'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#)/i,
  RETURN_DOM_FRAGMENT: true as const,
};

const reader = new Marked({
  gfm: true,
  renderer: {
    // A text stands within a card: its own headings begin beneath those of the page.
    heading({ tokens, depth }) {
      const level = Math.min(depth + 3, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    // Drawn rather than a control: it cannot be ticked here, and done or not must be seen.
    checkbox({ checked }) {
      return `<span role="img" aria-label="${checked ? 'Done' : 'To do'}">${checked ? '☑' : '☐'}</span> `;
    },
  },
});

function safeHtml(markdown: string, mentions: readonly string[]): string {
  // Where the cleaner cannot work, the text is shown as it was written.
  if (!DOMPurify.isSupported) return `<pre>${markdown.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
  const fragment = DOMPurify.sanitize(reader.parse(markdown, { async: false }), policy);
  for (const link of fragment.querySelectorAll('a')) {
    if (link.hasAttribute('href')) {
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
    } else {
      // An address that is refused leaves the words: what looks like a link must lead somewhere.
      link.replaceWith(...link.childNodes);
    }
  }
  markMentions(fragment, mentions);
  nameUnseen(fragment);
  // What is too wide scrolls by itself, and can be reached by keyboard to be scrolled.
  for (const wide of fragment.querySelectorAll('pre, table')) wide.setAttribute('tabindex', '0');
  const holder = document.createElement('div');
  holder.append(fragment);
  return holder.innerHTML;
}

function nameUnseen(fragment: DocumentFragment): void {
  for (const text of textsOf(fragment)) {
    const parts = pieces(text.data, text.parentElement?.closest('code') !== null && text.parentElement !== null);
    if (!parts.some((part) => part.unseen)) continue;
    text.replaceWith(
      ...parts.map((part) => {
        if (!part.unseen) return part.text;
        const mark = document.createElement('span');
        mark.className = 'unseen';
        mark.title = 'A character that could not be seen';
        mark.textContent = part.text;
        return mark;
      }),
    );
  }
}

/** Members whom the text names stand out in it; not within code, where an @ means something else. */
function markMentions(fragment: DocumentFragment, mentions: readonly string[]): void {
  for (const name of [...mentions].sort((a, b) => b.length - a.length)) {
    for (const text of textsOf(fragment)) {
      const at = text.data.indexOf(`@${name}`);
      if (at < 0 || text.parentElement?.closest('code, .mention')) continue;
      const named = text.splitText(at);
      named.splitText(name.length + 1);
      const mark = document.createElement('span');
      mark.className = 'mention';
      named.replaceWith(mark);
      mark.append(named);
    }
  }
}

function textsOf(fragment: DocumentFragment): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}

const nobody: readonly string[] = [];

export function Markdown({ text, mentions = nobody }: { text: string; mentions?: readonly string[] }) {
  const said = mentions.join('\n');
  const html = useMemo(() => safeHtml(text, said ? said.split('\n') : nobody), [text, said]);
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

export default Markdown;
