// The sentences of the report one at a time: clicked, or gone through with the buttons of the bar.
import { copyAndTell } from './copy.js';
import { $ } from './net.js';
import * as reader from './reader.js';
import { keep } from './tray.js';

const picked = () => $('book').querySelector('.picked');

export function pick(sentence) {
  if (!sentence || String(getSelection())) return;
  picked()?.classList.remove('picked');
  sentence.classList.add('picked');
  $('taken').hidden = false;
  $('heard').textContent = sentence.textContent; // for the ear: the focus stays on the buttons
}

export function begin() {
  const pane = $('book').querySelector('.scroll');
  if (!pane) return;
  const top = pane.getBoundingClientRect().top;
  const sentences = [...pane.querySelectorAll('.s')];
  const marked = pane.querySelector('mark.hit')?.closest('.s');
  pick(marked ?? sentences.find((sentence) => sentence.getBoundingClientRect().top >= top) ?? sentences[0]);
  reader.bring(marked);
  $('taken').querySelector('[data-sentence="1"]').focus();
}

export function step({ dataset }) {
  const sentences = [...$('book').querySelectorAll('.s')];
  const next = sentences[sentences.indexOf(picked()) + Number(dataset.sentence)];
  pick(next);
  reader.bring(next);
}

export function away() {
  if ($('taken').contains(document.activeElement)) $('sentences').focus();
  picked()?.classList.remove('picked');
  $('taken').hidden = true;
}

export function take({ dataset: { take: what } }) {
  const sentence = picked();
  if (!sentence) return;
  if (what === 'keep') return keep(reader.address(sentence));
  const link = new URL(reader.address(sentence), location.href).href;
  return copyAndTell(what === 'link' ? link : sentence.textContent);
}
