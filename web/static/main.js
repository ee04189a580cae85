// The one start, called by Gradio when its components stand.
import * as beside from './beside.js';
import * as chat from './chat.js';
import * as check from './check.js';
import * as copy from './copy.js';
import * as diff from './diff.js';
import { $, box, on, ready } from './net.js';
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
    if ($(`${name}-tab-button`).getAttribute('aria-selected') === 'true') open(); // early
  }
  chat.restore();
  tray.count();
  if (window.chuchu.early) chat.ask(window.chuchu.early);
  const { reports } = await ready((stage) => { $('status').textContent = stage; }, (state) => {
    $('status').textContent = '';
    chat.settle(state.reports);
    document.body.classList.toggle('bare', state.reports.length === 0);
    return state.reports.length > 0; // an empty library is looked at again
  });
  reports.forEach(reader.offer);
  await reader.route();
  if (reader.current() === null) await reader.load(null);
}

// What a button does stands in its `data-do`: a module and a function of it, called with the button.
const doing = { beside, chat, check, copy, diff, reader, sentence, tray, window };

// Enter on a button or link is a click without a pointer.
const byKey = (event) => event.detail === 0;

async function jump(link, entering) {
  await reader.follow_link(link);
  if (entering) reader.enter();
}

function listen() {
  on('click', (event) => {
    closeMenus(event.target);
    const target = event.target.closest('[data-do], a.jump, article .s');
    if (!target) return;
    const [module, act] = target.dataset.do?.split('.') ?? [];
    if (module) doing[module][act](target);
    else if (target.matches('.s')) sentence.pick(target);
    else {
      event.preventDefault();
      jump(target, byKey(event));
    }
    const lost = [target, document.body].includes(document.activeElement) && !target.checkVisibility();
    if (lost && byKey(event)) box().focus();
  });
  on('focusin', (event) => closeMenus(event.target));
  on('keydown', (event) => event.key === 'Escape' && stepBack(event.target));
  addEventListener('resize', reader.cover);
  addEventListener('pagehide', beside.drop);
  addEventListener('hashchange', reader.route);
  on('change', ({ target }) => {
    if (target.matches('[data-full-width]')) copy.mend(target.checked);
    if (target.matches('[data-class]')) diff.filter();
    if (target.id === 'docx') check.choose(target);
  });
  document.addEventListener('toggle', ({ target }) => target.matches('.menu') && copy.open(target), true);
  on('chuchu:report', () => {
    sentence.away();
    if ($('outline')?.offsetParent) summarize();
  });
  const measure = later(summarize);
  on('input', ({ target }) => {
    if (target.matches('[data-note]')) tray.note(target);
    if (target.closest('#summary')) measure();
  });
  $('find').addEventListener('input', later(() => reader.find($('find').value)));
  $('find').addEventListener('keydown', (event) => event.key === 'Enter' && reader.step(event.shiftKey ? -1 : 1));
  $('pick').addEventListener('change', () => reader.load($('pick').value));
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll('.menu[open]')) if (!menu.contains(except)) menu.open = false;
}

// Escape takes back what was opened last, and the focus goes where it came from.
function stepBack(from) {
  const menu = document.querySelector('.menu[open]');
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
