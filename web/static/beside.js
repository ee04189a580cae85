// What lies beside an answer: questions to go on with, fetched once the answer is drawn, and the passages near to one of
// its passages, fetched by a click. Nobody waits for the questions: they are dropped as soon as something else is asked.
import { call } from './net.js';
import { draw } from './trouble.js';

let going = new AbortController();

export function drop() {
  going.abort();
  going = new AbortController();
}

// The row of questions for an answer, empty where there is none or where it was dropped; null where it may be had later.
export async function goOn({ question, before, without }) {
  const { signal } = going;
  await drawn();
  if (signal.aborted) return null;
  return call('related', { question, before, without }, signal).then(({ html }) => html, () => null);
}

// After the next picture; a page that is not looked at draws none, and asks for nothing until it is.
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
