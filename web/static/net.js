// Calls to our own host; whatever goes wrong comes back as one sentence that may be shown.
const root = new URL('../', import.meta.url);

export const $ = (id) => document.getElementById(id);
export const box = () => document.querySelector('#ask textarea');
export const on = (what, act) => document.addEventListener(what, act);
export const words = window.chuchu.words;
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
export class Told extends Error {
  constructor(message, retry = true) {
    super(message);
    this.retry = retry;
  }
}

function request(path, body, signal) {
  const file = body instanceof Blob;
  const headers = { 'Content-Type': file ? 'application/octet-stream' : 'application/json' };
  const post = body && { method: 'POST', headers, body: file ? body : JSON.stringify(body), signal };
  return fetch(new URL(path, root), post).catch(() => { throw new Told(words.lost); });
}

export async function call(path, body, signal) {
  return told(await request(path, body, signal));
}

async function told(answer) {
  const said = await answer.json().catch(() => ({ error: words.broken }));
  if (said.error || !answer.ok) throw new Told(said.error || words.broken, said.retry ?? answer.status >= 500);
  return said;
}

export async function save(path, body, name) {
  const answer = await request(path, body);
  if (!answer.ok || answer.headers.get('Content-Type') === 'application/json') await told(answer);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Asks again until the model is there and `enough` is pleased, telling `waiting` what the server is doing.
export async function ready(waiting, enough = () => true) {
  for (;;) {
    const state = await call('state').catch((error) => ({ ready: false, stage: error.message }));
    if (!state.ready) waiting(state.stage);
    else if (enough(state)) return state;
    await new Promise((done) => setTimeout(done, 700));
  }
}

// Gradio makes a tab's contents when it is first opened.
export async function present(id) {
  while (!$(id)) await new Promise(requestAnimationFrame);
  return $(id);
}

// What lasts with the tab; false where its store is full.
export function store(name, value) {
  try {
    sessionStorage.setItem(`chuchu.${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function stored(name) {
  try {
    return JSON.parse(sessionStorage.getItem(`chuchu.${name}`));
  } catch {
    return null;
  }
}
