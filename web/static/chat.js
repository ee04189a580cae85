// The conversation. It lives in this tab (sessionStorage) and nowhere else: the server is sent the question and the
// questions before it, and keeps nothing.
import { call, ready, words } from './net.js';

const KEY = 'chuchu.turns';
const BEFORE = 20;
const log = () => document.getElementById('log');
let turns = [];
const shown = new WeakMap(); // the element of a turn → what is kept of it

export function restore() {
  try {
    turns = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    turns = [];
  }
  for (const told of turns) show(draw(told.question), told);
  settle();
  log().scrollTop = log().scrollHeight;
}

function save() {
  while (turns.length) {
    try {
      return sessionStorage.setItem(KEY, JSON.stringify(turns));
    } catch {
      turns.shift(); // the tab's store is full: the oldest turn stays on the screen, not over a refresh
    }
  }
  return sessionStorage.removeItem(KEY);
}

export async function ask(text) {
  const question = text.trim();
  if (!question) return;
  const turn = draw(question);
  settle();
  bringUp(turn);
  await answer(turn, { question, without: [], only: document.getElementById('only').checked });
  bringUp(turn);
}

// The same question again, without something that was understood of it; the answer changes where it stands.
export function undo(button) {
  const turn = button.closest('.turn');
  const { question, before, without = [], only } = shown.get(turn);
  return answer(turn, { question, before, only, without: [...without, button.dataset.undo] });
}

async function answer(turn, asked) {
  const bot = turn.querySelector('.bot');
  bot.setAttribute('aria-busy', 'true');
  wait(bot, words.waiting);
  try {
    await ready((stage) => wait(bot, stage));
    const { question, without, only, before = turns.map((told) => told.question).slice(-BEFORE) } = asked;
    const { html } = await call(only ? 'ranking' : 'answer', { question, before, without });
    const at = turns.indexOf(shown.get(turn));
    const told = { question, before, without, only, html };
    turns.splice(at < 0 ? turns.length : at, 1, told);
    show(turn, told);
    save();
  } catch (error) {
    fail(bot, error, () => answer(turn, asked));
    if (!error.retry) giveBack(asked.question);
  }
  bot.removeAttribute('aria-busy');
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
  turn.querySelector('.bot').innerHTML = told.html; // escaped by the server, web/cards.py
}

function wait(bot, message) {
  bot.innerHTML = '<p class="waiting"></p>';
  bot.firstChild.textContent = message;
}

// What went wrong, in `bot`'s place; with a way to try again where that can help.
export function fail(bot, error, again) {
  bot.innerHTML = '<div class="trouble" role="alert"><p></p></div>';
  bot.querySelector('p').textContent = error.message;
  if (!error.retry) return;
  const button = bot.firstChild.appendChild(document.createElement('button'));
  button.className = 'plain';
  button.textContent = words.retry;
  button.addEventListener('click', () => {
    again();
    const box = document.querySelector('#ask textarea'); // the button is gone
    (box.checkVisibility() ? box : document.querySelector('[role=tab][aria-selected=true]')).focus();
  });
}

// A question turned down goes back into the box, to be mended rather than typed again.
function giveBack(question) {
  const box = document.querySelector('#ask textarea');
  if (box.value) return;
  box.value = question;
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

function bringUp(turn) {
  log().scrollTo({ top: turn.offsetTop });
}

export function fresh() {
  turns = [];
  save();
  log().querySelectorAll('.turn').forEach((turn) => turn.remove());
  settle();
}

// The welcome is there until the first question; an empty library has its own words.
export function settle(reports) {
  const begun = log().querySelector('.turn') !== null;
  const empty = document.getElementById('empty');
  if (reports) empty.hidden = reports.length > 0;
  document.getElementById('welcome').hidden = begun || !empty.hidden;
  document.getElementById('fresh').hidden = !begun;
}
