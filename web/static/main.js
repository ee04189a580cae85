// The page's one start, called by Gradio when its components stand.
import * as beside from './beside.js';
import * as chat from './chat.js';
import * as check from './check.js';
import { copyHit, drawSwitch, mend } from './copy.js';
import * as diff from './diff.js';
import { $, ready } from './net.js';
import * as reader from './reader.js';
import * as sentence from './sentence.js';
import { summarize } from './summary.js';
import * as tray from './tray.js';

let begun = false;

export async function start() {
  if (begun) return;
  begun = true;
  const tabs = { summary: later(summarize), checks: check.open, diff: diff.open, tray: tray.draw };
  Object.assign(window.chuchu, { ask: chat.ask, opened: (name) => tabs[name]() });
  listen();
  for (const [name, open] of Object.entries(tabs)) {
    if ($(`${name}-tab-button`).getAttribute('aria-selected') === 'true') open(); // chosen before this script was there
  }
  chat.restore();
  tray.count();
  if (window.chuchu.early) chat.ask(window.chuchu.early); // asked before this script was there
  const { reports } = await ready((stage) => { $('status').textContent = stage; }, (state) => {
    $('status').textContent = '';
    chat.settle(state.reports);
    document.body.classList.toggle('bare', state.reports.length === 0);
    return state.reports.length > 0; // an empty library is looked at again until something was added
  });
  reports.forEach(reader.offer);
  await reader.route();
  if (reader.current() === null) await reader.load(null);
}

const clicks = {
  'a.jump': (link, event) => { event.preventDefault(); jump(link, byKey(event)); },
  '[data-copy]': copyHit,
  '[data-ask]': (button) => chat.ask(button.dataset.ask),
  '[data-near]': beside.near,
  '#check': check.checkTyped,
  '#marked': check.hand,
  '#take-back': check.takeBack,
  '[data-replace]': check.replace,
  '[data-go]': (button) => check.go($(button.dataset.go)),
  '[data-next]': check.next,
  '#compare': diff.compare,
  '[data-diff]': (button) => diff.hand(button.dataset.diff),
  '[data-keep]': (button) => tray.keep(button.dataset.keep),
  '[data-move]': tray.move,
  '[data-remove]': tray.remove,
  '[data-export]': (button) => tray.hand(button.dataset.export),
  '[data-undo]': chat.undo,
  '[data-to]': (button) => reader.heading(button.dataset.to),
  '[data-sentence]': (button) => sentence.step(Number(button.dataset.sentence)),
  '[data-take]': (button) => sentence.take(button.dataset.take),
  '#sentences': sentence.begin,
  '#away': sentence.away,
  '#fresh': chat.fresh,
  '#show': reader.show_sheet,
  '#close': reader.close,
  '#prev': () => reader.step(-1),
  '#next': () => reader.step(1),
  '#print': () => window.print(),
  '#contents': () => reader.contents(),
  'article .s': sentence.pick,
};

// Enter on a button or link is a click without a pointer.
const byKey = (event) => event.detail === 0;

async function jump(link, entering) {
  await reader.follow_link(link);
  if (entering) reader.enter();
}

function listen() {
  document.addEventListener('click', (event) => {
    closeMenus(event.target);
    for (const [selector, act] of Object.entries(clicks)) {
      const target = event.target.closest(selector);
      if (!target) continue;
      act(target, event);
      const lost = [target, document.body].includes(document.activeElement) && !target.checkVisibility();
      if (lost && byKey(event)) document.querySelector('#ask textarea').focus();
      return;
    }
  });
  document.addEventListener('focusin', (event) => closeMenus(event.target));
  document.addEventListener('keydown', (event) => event.key === 'Escape' && stepBack(event.target));
  window.addEventListener('resize', reader.cover);
  window.addEventListener('pagehide', beside.drop);
  window.addEventListener('hashchange', reader.route);
  document.addEventListener('change', ({ target }) => {
    if (target.matches('[data-full-width]')) mend(target.checked);
    if (target.matches('[data-class]')) diff.filter();
    if (target.id === 'docx') check.choose(target);
  });
  document.addEventListener('toggle', ({ target }) => target.matches('details.menu') && drawSwitch(target), true);
  document.addEventListener('chuchu:report', () => sentence.away());
  document.addEventListener('chuchu:report', () => $('outline')?.offsetParent && summarize());
  const measure = later(summarize);
  document.addEventListener('input', ({ target }) => {
    if (target.matches('[data-note]')) tray.note(target);
    if (target.closest('#summary')) measure();
  });
  $('find').addEventListener('input', later(() => reader.find($('find').value)));
  $('find').addEventListener('keydown', (event) => event.key === 'Enter' && reader.step(event.shiftKey ? -1 : 1));
  $('pick').addEventListener('change', () => reader.load($('pick').value));
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(except)) menu.open = false;
}

// Escape takes back what was opened last, and the focus goes where it came from.
function stepBack(from) {
  const menu = document.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  } else if (from.id === 'find' && from.value) return; // the browser empties the field
  else if ($('contents').getAttribute('aria-expanded') === 'true') {
    reader.contents(false);
    $('contents').focus();
  } else if (!$('taken').hidden) sentence.away();
  else if (reader.covering()) reader.close();
  else if ($('reader').contains(from)) reader.leave();
}

// Calls `act` when there have been no further calls for a moment.
function later(act, pause = 150) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), pause);
  };
}
