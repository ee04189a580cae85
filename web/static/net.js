// Calls to our own host; whatever goes wrong comes back as one sentence that may be shown.
const root = new URL('../', import.meta.url);

export const words = window.chuchu.words;
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
export class Told extends Error {
  constructor(message, retry = true) {
    super(message);
    this.retry = retry;
  }
}

export async function call(path, body, signal) {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(new URL(path, root), body ? { ...post, signal } : {});
  } catch {
    throw new Told(words.lost);
  }
  const said = await answer.json().catch(() => ({ error: words.broken }));
  if (said.error || !answer.ok) throw new Told(said.error || words.broken, said.retry ?? answer.status >= 500);
  return said;
}

// The page opens before the model is there: asks again until it is and `enough` is pleased with the state, telling
// `waiting` what the server is doing.
export async function ready(waiting, enough = () => true) {
  for (;;) {
    const state = await call('state').catch((error) => ({ ready: false, stage: error.message }));
    if (!state.ready) waiting(state.stage);
    else if (enough(state)) return state;
    await new Promise((done) => setTimeout(done, 700));
  }
}
