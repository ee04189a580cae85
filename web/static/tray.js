// What was gathered, as permalinks and notes; the server looks each up again when it draws them.
import { tell } from './copy.js';
import { $, fill, present, save, store, stored, words } from './net.js';
import { named } from './reader.js';
import { draw as fetched, fail } from './trouble.js';

const kept = (stored('tray') ?? []).filter(({ link }) => named(link));

function remember() {
  store('tray', kept);
  count();
}

export function count() {
  // the style sheet writes it on the tab, which Gradio makes anew now and then
  document.body.style.setProperty('--kept', kept.length ? `"${kept.length}"` : 'none');
}

export const keepThis = (button) => keep(button.dataset.keep);

export function keep(link) {
  const there = kept.some((one) => decodeURIComponent(one.link) === decodeURIComponent(link));
  if (!there) kept.push({ link, note: '' });
  remember();
  tell(there ? words.keptAlready : fill(words.kept, { n: kept.length }));
  if ($('kept')?.checkVisibility()) draw();
}

export async function draw() {
  const pane = await present('kept');
  if (!(await fetched(pane, 'tray', { links: kept.map(({ link }) => link) }, draw))) return;
  $('tray-said').textContent = '';
  $('tray-bar').hidden = !kept.length;
  pane.querySelectorAll('li.card').forEach((item, at) => {
    const [link, note] = [item.querySelector('a.jump'), item.querySelector('.remark')];
    if (link) kept[at].link = link.hash; // the words may have moved
    if (note) note.value = kept[at].note;
  });
}

export function move(button) {
  const [at, by] = button.dataset.move.split(' ').map(Number);
  kept.splice(at + by, 0, ...kept.splice(at, 1));
  return redraw(`[data-move="${at + by} ${by}"]:enabled, [data-move^="${at + by} "]:enabled`);
}

export function remove(button) {
  const at = Number(button.dataset.remove);
  kept.splice(at, 1);
  return redraw(`[data-remove="${Math.min(at, kept.length - 1)}"]`);
}

// The focus stays with what was moved, or takes the place of what was removed.
async function redraw(focused) {
  remember();
  await draw();
  ($('kept').querySelector(focused) ?? $('kept')).focus();
}

export function note(field) {
  kept[field.dataset.note].note = field.value;
  remember();
}

export async function hand(button) {
  const form = button.dataset.export;
  const citations = kept.map(({ link, note }) => ({ ...named(link), note }));
  const name = `${words.keptFile}.${form}`;
  try {
    await save('../api/export', { citations, form }, name);
    tell(fill(words.saved, { name }));
  } catch (error) {
    fail($('tray-said'), error, () => hand(button));
  }
}
