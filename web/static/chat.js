// The conversation. It lives in this tab alone: the server is sent the question and those before it, and keeps nothing.
import * as beside from './beside.js';
import { $, box, call, ready, store, stored, words } from './net.js';
import { fail, wait } from './trouble.js';

const BEFORE = 20;
const log = () => $('log');
let turns = [];
const shown = new WeakMap(); // the element of a turn → what is kept of it

export function restore() {
  turns = stored('turns') ?? [];
  for (const told of turns) show(draw(told.question), told);
  settle();
  log().scrollTop = log().scrollHeight;
  return turns.length ? goOn(log().lastElementChild) : undefined;
}

function save() {
  while (!store('turns', turns) && turns.length) turns.shift(); // the oldest stays on the screen, not over a refresh
}

export const askThis = (button) => ask(button.textContent);

export async function ask(text) {
  const question = text.trim();
  if (!question) return;
  const turn = draw(question);
  settle();
  bringUp(turn);
  await answer(turn, { question, without: [], only: $('only').checked });
  bringUp(turn);
}

// The same question without something that was understood of it; the answer changes where it stands.
export function undo(button) {
  const turn = button.closest('.turn');
  const { question, before, without = [], only } = shown.get(turn);
  return answer(turn, { question, before, only, without: [...without, button.dataset.undo] });
}

async function answer(turn, asked) {
  const bot = turn.querySelector('.bot');
  beside.drop();
  bot.setAttribute('aria-busy', 'true');
  wait(bot, words.waiting);
  try {
    await ready((stage) => wait(bot, stage));
    const { question, without, only, before = earlier() } = asked;
    const { html } = await call(only ? 'ranking' : 'answer', { question, before, without });
    const at = turns.indexOf(shown.get(turn));
    const told = { question, before, without, only, html };
    turns.splice(at < 0 ? turns.length : at, 1, told);
    show(turn, told);
    save();
    goOn(turn);
  } catch (error) {
    fail(bot, error, () => answer(turn, asked));
    if (!error.retry) giveBack(asked.question);
  }
  bot.removeAttribute('aria-busy');
}

// A place that was taken back does not come back with the next question: what named it is left behind.
function earlier() {
  const from = turns.findLastIndex((told) => told.without?.includes('places'));
  return turns.slice(Math.max(from, 0)).map((told) => told.question).slice(-BEFORE);
}

function draw(question) {
  const turn = document.createElement('section');
  turn.className = 'turn';
  turn.innerHTML = '<div class="user" data-testid="user"><div class="said"><span class="offscreen"></span>'
    + '<p dir="auto"></p></div></div>'
    + '<div class="bot" data-testid="bot"></div>';
  turn.querySelector('.offscreen').textContent = words.you;
  turn.querySelector('p').textContent = question;
  log().append(turn);
  return turn;
}

function show(turn, told) {
  shown.set(turn, told);
  turn.querySelector('.bot').innerHTML = told.html + (told.beside ?? '');
}

async function goOn(turn) {
  const told = shown.get(turn);
  if (!told || told.only || told.beside !== undefined) return;
  const html = await beside.goOn(told);
  if (html === null || shown.get(turn) !== told) return;
  told.beside = html;
  turn.querySelector('.bot').insertAdjacentHTML('beforeend', html);
  save();
}

// A question turned down goes back into the box, to be mended rather than typed again.
function giveBack(question) {
  if (box().value) return;
  box().value = question;
  box().dispatchEvent(new Event('input', { bubbles: true }));
}

function bringUp(turn) {
  log().scrollTo({ top: turn.offsetTop });
}

export function fresh() {
  beside.drop();
  turns = [];
  save();
  log().querySelectorAll('.turn').forEach((turn) => turn.remove());
  settle();
}

// The welcome is there until the first question; an empty library has its own words.
export function settle(reports) {
  const begun = log().querySelector('.turn') !== null;
  const empty = $('empty');
  if (reports) empty.hidden = reports.length > 0;
  $('welcome').hidden = begun || !empty.hidden;
  $('fresh').hidden = !begun;
}
