// Two reports side by side; what is shown of it is filtered here.
import { tell } from './copy.js';
import { $, present, save, words } from './net.js';
import { draw } from './trouble.js';

let told = null;

export async function open() {
  await present('compared');
  const reports = [...$('pick').options];
  for (const [id, at] of [['old', 0], ['new', 1]]) {
    const select = $(id);
    if (select.length === reports.length) continue;
    select.replaceChildren(...reports.map((option) => new Option(option.text, option.value)));
    select.selectedIndex = Math.min(at, reports.length - 1);
  }
  $('compare').disabled = reports.length < 2;
  if (reports.length === 1) $('compared').textContent = words.one;
}

export async function compare() {
  const wanted = { old: $('old').value, new: $('new').value };
  if (!(await draw($('compared'), 'diff', wanted, compare))) return;
  told = wanted;
  $('diff-bar').hidden = false;
  filter();
}

export function filter() {
  const shown = [...$('compared').querySelectorAll('input:checked')].map((box) => box.dataset.class);
  for (const row of $('compared').querySelectorAll('.pair')) row.hidden = !shown.includes(row.dataset.class);
  for (const part of $('compared').querySelectorAll('.part')) part.hidden = !part.querySelector('.pair:not([hidden])');
}

export function hand({ dataset: { diff: form } }) {
  return save('../api/diff', { ...told, form }, `${words.diffFile}.${form}`).catch((error) => tell(error.message));
}
