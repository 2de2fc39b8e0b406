/** Where the focus goes when what had it is gone: to the heading of the page, never to nowhere. */

export function focusHeading(): void {
  document.querySelector<HTMLElement>("h1")?.focus();
}

/** After the page was drawn again. */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === null || document.activeElement === document.body) focusHeading();
  });
}
