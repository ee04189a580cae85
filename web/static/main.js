// The page's one start, called by Gradio when its components stand: waits for the library, then listens.
import * as beside from './beside.js';
import * as chat from './chat.js';
import { copyHit, drawSwitch, mend } from './copy.js';
import { call, ready } from './net.js';
import * as reader from './reader.js';
import * as sentence from './sentence.js';
import { fail } from './trouble.js';

const $ = (id) => document.getElementById(id);
let begun = false;

export async function start() {
  if (begun) return;
  begun = true;
  Object.assign(window.chuchu, { ask: chat.ask, summarize: later(summarize) });
  listen();
  chat.restore();
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
  '[data-copy]': (button) => copyHit(button),
  '[data-ask]': (button) => chat.ask(button.dataset.ask),
  '[data-near]': (button) => beside.near(button),
  '[data-undo]': (button) => chat.undo(button),
  '[data-to]': (button) => reader.heading(button.dataset.to),
  '[data-sentence]': (button) => sentence.step(Number(button.dataset.sentence)),
  '[data-take]': (button) => sentence.take(button.dataset.take),
  '#sentences': () => sentence.begin(),
  '#away': () => sentence.away(),
  '#fresh': () => chat.fresh(),
  '#show': () => reader.show_sheet(),
  '#close': () => reader.close(),
  '#prev': () => reader.step(-1),
  '#next': () => reader.step(1),
  '#print': () => window.print(),
  '#contents': () => reader.contents(),
  'article .s': (clicked) => sentence.pick(clicked),
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
  });
  document.addEventListener('toggle', ({ target }) => target.matches('details.menu') && drawSwitch(target), true);
  document.addEventListener('chuchu:report', () => sentence.away());
  document.addEventListener('chuchu:report', () => $('outline')?.offsetParent && summarize());
  const measure = later(summarize);
  document.addEventListener('input', ({ target }) => {
    if (target.id !== 'chars') return;
    $('said').textContent = target.value;
    measure();
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

let summarized = null;
async function summarize() {
  const outline = await present('outline'); // Gradio makes the tab's contents when it is first opened
  const chars = Number($('chars').value);
  const wanted = `${reader.current()} ${chars}`;
  if (reader.current() === null || summarized === wanted) return;
  summarized = wanted;
  outline.setAttribute('aria-busy', 'true');
  try {
    const { html } = await call('summary', { report: reader.current(), chars });
    if (summarized === wanted) outline.innerHTML = html; // escaped by the server, web/cards.py
  } catch (error) {
    summarized = null;
    fail(outline, error, summarize);
  }
  outline.removeAttribute('aria-busy');
}

async function present(id) {
  while (!$(id)) await new Promise(requestAnimationFrame);
  return $(id);
}

// Calls `act` when there have been no further calls for a moment (typing, a slider being dragged).
function later(act, pause = 150) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), pause);
  };
}
