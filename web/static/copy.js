// navigator.clipboard is there only on https and localhost; over plain http the old way works.
import { $, words } from './net.js';

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text) {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.className = 'offscreen';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

export async function copyAndTell(text, done = words.copied) {
  tell((await copy(text)) ? done : words.copyFailed);
}

// Half-width marks beside a Chinese character or its quotation mark → full-width; 3,000 and 12:30 stay as they are.
const FULL = { ',': '\uff0c', ':': '\uff1a', ';': '\uff1b', '?': '\uff1f', '!': '\uff01', '(': '\uff08', ')': '\uff09' };
const CHINESE = '[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\u201c\u201d\u2018\u2019]';
const HALF = new RegExp(`(?<=${CHINESE})[,:;?!()]|[,:;?!()](?=${CHINESE})`, 'g');
export const fullWidth = (text) => text.replace(HALF, (mark) => FULL[mark]);

let timer;
export function tell(message) {
  const toast = $('toast') ?? document.body.appendChild(make());
  toast.textContent = message;
  toast.classList.add('on');
  clearTimeout(timer);
  timer = setTimeout(() => toast.classList.remove('on'), 2600);
}

function make() {
  const toast = document.createElement('div');
  toast.id = 'toast';
  toast.setAttribute('role', 'status');
  return toast;
}

// One switch for all menus.
let mended = false;
export function mend(on) {
  mended = on;
}
// A menu that opens at the edge is brought in whole.
export function open(menu) {
  drawSwitch(menu);
  if (menu.open) menu.querySelector('.items').scrollIntoView({ block: 'nearest' });
}

function drawSwitch(menu) {
  const box = menu.querySelector('[data-full-width]');
  if (box) box.checked = mended;
}

export function copyHit(button) {
  const hit = button.closest('.card');
  const exact = hit.querySelector('.quote').textContent;
  const quote = mended ? fullWidth(exact) : exact;
  const texts = { quote, source: `${quote}\n——${hit.dataset.source}`, gbt: hit.dataset.gbt };
  const menu = button.closest('details');
  menu.open = false;
  menu.querySelector('summary').focus();
  const changed = quote !== exact && button.dataset.copy !== 'gbt';
  return copyAndTell(texts[button.dataset.copy], changed ? words.copiedFullWidth : words.copied);
}
