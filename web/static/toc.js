// The table of contents follows the scroll.
export function followScroll(book, pane) {
  let waiting = false;
  const follow = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark(book, pane);
    });
  };
  pane.addEventListener('scroll', follow, { passive: true });
  follow();
}

function mark(book, pane) {
  const line = pane.getBoundingClientRect().top + pane.clientHeight * 0.35;
  let here = null;
  for (const entry of book.querySelectorAll('.toc button')) {
    if (document.getElementById(entry.dataset.to).getBoundingClientRect().top > line) break;
    here = entry;
  }
  book.querySelector('.toc [aria-current]')?.removeAttribute('aria-current');
  here?.setAttribute('aria-current', 'location');
  here?.scrollIntoView({ block: 'nearest' });
}
