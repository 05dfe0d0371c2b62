/** Shows a card's way to its new place, where the browser can and the person has not asked for stillness. */
export function travel(cardId: string, change: () => void): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still || typeof document.startViewTransition !== 'function') {
    change();
    return;
  }
  const before = mark(cardId);
  const transition = document.startViewTransition(async () => {
    change();
    // The cache tells React a task later; frames stand still meanwhile, so a timer it must be.
    await new Promise((drawn) => setTimeout(drawn, 24));
    unmark(before);
    after = mark(cardId);
  });
  let after: HTMLElement | null = null;
  const done = () => unmark(after ?? before);
  transition.finished.then(done, done);
  // Overtaken by the next move, or the page is hidden: the card is in its place, only nobody saw it travel.
  transition.ready.catch((reason: unknown) => {
    if (!(reason instanceof DOMException)) throw reason;
  });
}

export function cardElement(cardId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-card-id="${CSS.escape(cardId)}"]`);
}

export function focusCard(cardId: string): void {
  cardElement(cardId)?.querySelector<HTMLElement>('a')?.focus({ preventScroll: false });
}

function mark(cardId: string): HTMLElement | null {
  const element = cardElement(cardId);
  if (element) element.style.viewTransitionName = 'travelling-card';
  return element;
}

function unmark(element: HTMLElement | null): void {
  if (element) element.style.viewTransitionName = '';
}
