// The conversation. It lives in this tab (sessionStorage) and nowhere else: the server is sent the question and the
// questions before it, and keeps nothing.
import { call, ready, words } from './net.js';

const KEY = 'chuchu.turns';
const BEFORE = 20;
const log = () => document.getElementById('log');
let turns = [];

export function restore() {
  try {
    turns = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    turns = [];
  }
  for (const turn of turns) show(draw(turn.question), turn.html);
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
  await answer(turn, question);
  bringUp(turn);
}

async function answer(turn, question) {
  const bot = turn.querySelector('.bot');
  bot.setAttribute('aria-busy', 'true');
  wait(bot, words.waiting);
  try {
    await ready((stage) => wait(bot, stage));
    const before = turns.map((earlier) => earlier.question).slice(-BEFORE);
    const { html } = await call(document.getElementById('only').checked ? 'ranking' : 'answer', { question, before });
    show(turn, html);
    turns.push({ question, html });
    save();
  } catch (error) {
    fail(bot, error, () => answer(turn, question));
    if (!error.retry) giveBack(question);
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

function show(turn, html) {
  turn.querySelector('.bot').innerHTML = html; // escaped by the server, web/cards.py
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
