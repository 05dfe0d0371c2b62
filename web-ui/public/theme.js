// Runs before the first paint, so a dark page never flashes light. A file of its own: the page allows no inline script.
(() => {
  try {
    var choice = localStorage.getItem('aw.theme');
    if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
  } catch (unavailable) {
    // Storage is blocked: the system's theme applies.
  }
})();
