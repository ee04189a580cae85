// Beside an answer: questions to go on with, fetched once it is drawn and dropped when something else is asked; and the
// passages near to one of its passages, fetched by a click.
import { call } from './net.js';
import { draw } from './trouble.js';

let going = new AbortController();

export function drop() {
  going.abort();
  going = new AbortController();
}

// The row of questions, which may be empty; null where it was dropped and may be had later.
export async function goOn({ question, before, without }) {
  const { signal } = going;
  await drawn();
  if (signal.aborted) return null;
  return call('related', { question, before, without }, signal).then(({ html }) => html, () => null);
}

const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

export function near(button) {
  const list = button.closest('.card').querySelector('.near');
  const open = list.hidden;
  list.hidden = !open;
  button.setAttribute('aria-expanded', open);
  return open && !list.firstChild ? fetchNear(list) : undefined;
}

function fetchNear(list) {
  const card = list.closest('.card');
  const { start, end } = card.querySelector('blockquote.quote').dataset;
  const passage = { report: card.dataset.report, start: Number(start), end: Number(end) };
  return draw(list, 'near', passage, () => fetchNear(list));
}
