// The page's one start, called by Gradio when its components stand: waits for the library, then listens.
import * as chat from './chat.js';
import { copyHit, drawSwitch, mend } from './copy.js';
import { call, ready } from './net.js';
import * as reader from './reader.js';

const $ = (id) => document.getElementById(id);
let begun = false;

export async function start() {
  if (begun) return;
  begun = true;
  Object.assign(window.chuchu, { ask: chat.ask, summarize: later(summarize) });
  listen();
  chat.restore();
  const { reports } = await ready((stage) => { $('status').textContent = stage; });
  $('status').textContent = '';
  chat.settle(reports);
  document.body.classList.toggle('bare', reports.length === 0);
  if (!reports.length) return;
  $('pick').append(...reports.map(({ id, title }) => new Option(title, id)));
  $('pick').hidden = reports.length < 2;
  await reader.route();
  if (reader.current() === null) await reader.load(null);
}

const clicks = {
  'a.jump': (link, event) => { event.preventDefault(); reader.follow_link(link); },
  '[data-copy]': (button) => copyHit(button),
  '[data-ask]': (button) => chat.ask(button.dataset.ask),
  '[data-to]': (button) => reader.heading(button.dataset.to),
  '[data-take]': (button) => reader.take(button.dataset.take),
  '#fresh': () => chat.fresh(),
  '#show': () => reader.show_sheet(),
  '#close': () => reader.close(),
  '#prev': () => reader.step(-1),
  '#next': () => reader.step(1),
  '#print': () => window.print(),
  '#contents': () => $('book').classList.toggle('contents'),
  'article .s': (sentence) => reader.pick(sentence),
};

function listen() {
  document.addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    for (const [selector, act] of Object.entries(clicks)) {
      const target = event.target.closest(selector);
      if (target) return act(target, event);
    }
    return undefined;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const menu = document.querySelector('details.menu[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    } else if (document.body.classList.contains('reading') && getComputedStyle($('close')).display !== 'none') reader.close();
  });
  window.addEventListener('hashchange', reader.route);
  document.addEventListener('change', ({ target }) => {
    if (target.matches('[data-full-width]')) mend(target.checked);
  });
  document.addEventListener('toggle', ({ target }) => target.matches('details.menu') && drawSwitch(target), true);
  document.addEventListener('chuchu:report', () => $('outline')?.offsetParent && summarize());
  $('find').addEventListener('input', later(() => reader.find($('find').value)));
  $('find').addEventListener('keydown', (event) => event.key === 'Enter' && reader.step(event.shiftKey ? -1 : 1));
  $('pick').addEventListener('change', () => reader.load($('pick').value));
}

let summarized = null;
let length = 600;
async function summarize(chars = length) {
  const wanted = `${reader.current()} ${chars}`;
  if (reader.current() === null || summarized === wanted) return;
  length = chars;
  summarized = wanted;
  const outline = await present('outline'); // Gradio makes the tab's contents when it is first opened
  outline.setAttribute('aria-busy', 'true');
  try {
    const { html } = await call('summary', { report: reader.current(), chars });
    if (summarized === wanted) outline.innerHTML = html; // escaped by the server, web/cards.py
  } catch (error) {
    summarized = null;
    outline.textContent = error.message;
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
