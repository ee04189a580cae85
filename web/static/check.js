// A draft checked. It lasts with the tab; the server keeps nothing of it.
import { tell } from './copy.js';
import { $, fill, present, save, store, stored, words } from './net.js';
import { draw } from './trouble.js';

let told = null; // the text that the findings are about
let file = null;
const earlier = [];

export async function open() {
  const field = await present('draft');
  const kept = stored('draft');
  if (field.value || !kept) return;
  field.value = kept;
  await check();
}

// What was typed is no longer the file that was chosen.
export function checkTyped() {
  file = null;
  return check();
}

function check() {
  return about($('draft').value, 'verify', { text: $('draft').value }, check);
}

async function about(text, path, body, again) {
  const said = await draw($('checked'), path, body, again);
  if (!said) return unread();
  if (said.text !== undefined) $('draft').value = said.text;
  told = said.text ?? text;
  $('take-back').hidden = !earlier.length;
  $('marked').hidden = !file;
  store('draft', told);
}

// A file that could not be read is none: its button would hand it back.
function unread() {
  if (file) $('marked').hidden = true;
  $('take-back').hidden = !earlier.length;
}

export function choose(field) {
  file = field.files[0] ?? file;
  field.value = '';
  earlier.length = 0;
  if (file) checkFile();
}

const checkFile = () => about('', 'verify/docx', file, checkFile);

export function hand() {
  const name = fill(words.markedFile, { name: file.name.replace(/\.docx$/i, '') });
  return save('../api/verify/docx?return=docx', file, name).catch((error) => tell(error.message));
}

// The report's words in place of the draft's; all is checked anew, for figures must agree with one another.
export async function replace(button) {
  const field = $('draft');
  if (field.value !== told) {
    tell(words.draftChanged);
    return check();
  }
  const [start, end] = button.dataset.replace.split('-').map(Number);
  const characters = [...field.value]; // the server counts characters, not UTF-16 units
  characters.splice(start, end - start, button.dataset.words);
  earlier.push(field.value);
  field.value = characters.join('');
  await check();
  $('checked').focus();
  return tell(words.replaced);
}

export function takeBack() {
  $('draft').value = earlier.pop();
  return check();
}

let at = null;
function show(target) {
  at = target;
  at?.scrollIntoView({ block: 'center' });
  at?.focus({ preventScroll: true });
}

export const go = ({ dataset }) => show($(dataset.go));

// Round the statements of one verdict.
export function next({ dataset }) {
  const places = [...$('checked').querySelectorAll(`.told.${dataset.next}[id]`)];
  show(places[(places.indexOf(at) + 1) % places.length]);
}
