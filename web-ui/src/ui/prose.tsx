import { lazy, Suspense } from 'react';
import { Skeleton } from './states.tsx';

const Markdown = lazy(() => import('./markdown.tsx'));

/** Markdown, rendered by a part that loads on first use. */
export function Prose({ text, mentions }: { text: string; mentions?: readonly string[] | undefined }) {
  return (
    <Suspense fallback={<Skeleton lines={3} label="Loading text" />}>
      <Markdown text={text} {...(mentions && { mentions })} />
    </Suspense>
  );
}
