import { useEffect } from 'react';
import { plain } from './unseen.ts';

/** The browser's tab says where one is. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${plain(title)} · AgentWorks`;
  }, [title]);
}
