import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useMemo } from 'react';

// Agents and people write this text: nothing in it may run, load from elsewhere, or look like the page itself.
const policy = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'input', 'button', 'img', 'video', 'audio', 'iframe', 'svg', 'math'],
  FORBID_ATTR: ['style', 'class', 'id', 'name'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#)/i,
};

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'A') {
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  }
});

function safeHtml(markdown: string): string {
  // Where the cleaner cannot work, the text is shown as it was written.
  if (!DOMPurify.isSupported) return `<pre>${markdown.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
  return DOMPurify.sanitize(marked.parse(markdown, { async: false, gfm: true }), policy);
}

export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => safeHtml(text), [text]);
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

export default Markdown;
