// The report on the right: opening, jumping, marking, finding. The address `#/id/start-end~h` says what is shown, so
// back and forward work; the server is asked only for a report not yet open, or for an address that came from outside.
import { Book } from './book.js';
import { tell } from './copy.js';
import { $, box, call, fill, words } from './net.js';
import { followScroll } from './toc.js';

const ADDRESS = /^#\/([^/]+)(?:\/(\d+-\d+(?:,\d+-\d+)*)~([0-9a-f]{8}))?$/;
const known = new Map(); // address of a link on this page → its marks, and the words they were told with
let book = null;
let open = null;
let headings = ''; // as options
let hits = [];

export async function load(id) {
  if (open !== null && open === id) return;
  const report = await call(id === null ? 'report' : `report?id=${encodeURIComponent(id)}`);
  $('book').innerHTML = report.html;
  $('rtitle').textContent = report.title;
  $('rfacts').textContent = report.facts;
  open = report.id;
  headings = report.parts;
  document.body.classList.add('open');
  offer(report);
  book = new Book($('book').querySelector('article'));
  followScroll($('book'), pane());
  document.dispatchEvent(new CustomEvent('chuchu:report', { detail: open }));
}

// A report that was added since is no choice yet.
export function offer({ id, title }) {
  const pick = $('pick');
  if (![...pick.options].some((option) => option.value === id)) pick.append(new Option(title, id));
  pick.hidden = pick.options.length < 2;
  if (id === open) pick.value = id;
}

export const current = () => open;
export const parts = () => headings;

export function named(address) {
  const [, id, ranges, hash] = address.match(ADDRESS) ?? [];
  return ranges && { report: decodeURIComponent(id), ranges: spans(ranges, ','), hash };
}

const spans = (ranges, between) => ranges.split(between).map((range) => range.split('-').map(Number));
const pane = () => $('book').querySelector('.scroll');

export function follow_link(link) {
  known.set(link.hash, { marks: spans(link.dataset.marks, ' '), quotes: quotesOf(link) });
  hits = around(link);
  document.querySelectorAll('a.jump[aria-current]').forEach((other) => other.removeAttribute('aria-current'));
  link.setAttribute('aria-current', 'true');
  return go(link.hash);
}

// The words of a link's own passage.
function quotesOf(link) {
  const place = link.closest('.near li, .cell, .card') ?? link;
  return [...place.querySelectorAll('.quote')].filter((quote) => quote.closest('.near') === link.closest('.near'));
}

// What previous and next go through. The short answer lies in the first of the hits, and is none of its own.
function around(link) {
  const list = link.closest('.near');
  if (list) return [...list.querySelectorAll('a.jump')];
  const side = link.closest('.cell');
  if (side) return [...document.querySelectorAll(`.pair:not([hidden]) .${side.classList[1]} a.jump`)];
  return [...(link.closest('.bot, .pane')?.querySelectorAll('a.jump:not(.short a, .near a)') ?? [link])];
}

function go(hash) {
  if (location.hash !== hash) history.pushState({ inside: true }, '', hash);
  return route();
}

export async function route() {
  const [, id, ranges, sum] = location.hash.match(ADDRESS) ?? [];
  sheet(id !== undefined);
  if (id === undefined) return;
  try {
    await load(decodeURIComponent(id));
    if (ranges) show(told(location.hash) ?? (await call(`place?id=${id}&ranges=${ranges}&hash=${sum}`)).marks);
  } catch (error) {
    book?.clear('hit');
    tell(error.message);
  }
}

// The marks of a link, if the report still says its words; a conversation may be older than the report.
function told(hash) {
  const { marks, quotes } = known.get(hash) ?? {};
  const says = ({ dataset, textContent }) => book.says(+dataset.start, +dataset.end, textContent);
  return quotes?.length && quotes.every(says) ? marks : undefined;
}

// On the phone the reader is a sheet; the focus goes with it, and back to the link it came from.
function sheet(on) {
  const was = document.body.classList.contains('reading');
  document.body.classList.toggle('reading', on);
  cover();
  if (on === was || !narrow()) return;
  if (on) $('close').focus({ preventScroll: true });
  else leave();
}

const narrow = () => getComputedStyle($('close')).display !== 'none';
export const covering = () => document.body.classList.contains('reading') && narrow();

export function cover() {
  for (const id of ['top', 'left', 'foot']) $(id).inert = covering();
  document.querySelector('.sheet').setAttribute('role', covering() ? 'dialog' : 'region');
}

// By keyboard: onto the words that a link led to, and back.
export function enter() {
  if (!covering()) focusOn($('book').querySelector('mark.hit'));
}

export function leave() {
  const links = [...document.querySelectorAll('#left a.jump[aria-current]'), $('show')];
  (links.find((link) => link.checkVisibility()) ?? box()).focus({ preventScroll: true });
}

function focusOn(element) {
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

function show(ranges) {
  const within = document.activeElement?.matches('mark.hit');
  book.clear('hit');
  const marks = ranges.map(([start, end]) => book.paint(book.units(start), book.units(end), 'hit'));
  bring(marks[0]);
  if (within) focusOn(marks[0]);
  count();
}

export function bring(mark) {
  if (!mark) return;
  const top = mark.getBoundingClientRect().top - pane().getBoundingClientRect().top + pane().scrollTop;
  pane().scrollTo({ top: top - pane().clientHeight * 0.3 });
}

// previous / next: through what was found, or else through the hits of the answer
let found = [];
let at = 0;
export const turn = ({ dataset }) => step(Number(dataset.by));
export function step(by) {
  const many = found.length || hits.length;
  if (!many) return;
  if (found.length) {
    at = (at + by + many) % many;
    point();
  } else {
    const link = hits[(hits.findIndex((hit) => hit.hash === location.hash) + by + many) % many];
    history.replaceState(history.state, '', link.hash);
    link.closest('details.more')?.setAttribute('open', '');
    follow_link(link);
  }
}

export function find(needle) {
  book?.clear('found');
  found = book?.find(needle.trim()) ?? [];
  found.forEach(([start, end]) => book.paint(start, end, 'found'));
  at = 0;
  if (found.length) point();
  count(needle.trim() !== '');
}

function point() {
  book.clear('here');
  bring(book.paint(...found[at], 'here'));
  count();
}

function count(searching = false) {
  const i = hits.findIndex((hit) => hit.hash === location.hash) + 1;
  if (found.length) $('count').textContent = fill(words.findCount, { i: at + 1, n: found.length });
  else if (searching) $('count').textContent = words.findNone;
  else $('count').textContent = i ? fill(words.hitCount, { i, n: hits.length }) : '';
  if (!searching && !found.length) book?.clear('here');
}

export function close() {
  contents(false);
  sheet(false); // at once, so that a second Escape does not go back twice
  if (history.state?.inside) history.back();
  else history.replaceState(null, '', location.pathname + location.search);
}

export function show_sheet() {
  if (open !== null) go(`#/${encodeURIComponent(open)}`);
}

export function heading({ dataset: { to } }) {
  contents(false);
  bring($(to));
  focusOn($(to));
}

export const leaf = () => contents(!$('book').classList.contains('contents'));
export function contents(on) {
  $('book').classList.toggle('contents', on);
  $('contents').setAttribute('aria-expanded', on);
}

export function address(sentence) {
  const [start, end] = book.place(sentence).map((units) => book.points(units));
  return `#/${encodeURIComponent(open)}/${start}-${end}~${sentence.dataset.h}`;
}
