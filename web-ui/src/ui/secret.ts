import { useEffect, useState } from 'react';

/**
 * The secret of a link in a mail. It stands behind the number sign, where no server and no log sees it; from there it is taken
 * out of the address bar, and kept for this tab while the person signs in or makes an account.
 */
export function useSecret(page: string): { secret: string; forget: () => void } {
  const kept = `agentworks.secret.${page}`;
  const [secret] = useState(() => decodeURIComponent(location.hash.slice(1)) || (sessionStorage.getItem(kept) ?? ''));
  useEffect(() => {
    if (secret) sessionStorage.setItem(kept, secret);
    if (location.hash) history.replaceState(history.state, '', location.pathname + location.search);
    // another link opened in the same tab is another page
    const again = () => location.hash && location.reload();
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, [secret, kept]);
  return { secret, forget: () => sessionStorage.removeItem(kept) };
}
