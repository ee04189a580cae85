// A place that the server draws. All HTML it sends is escaped there (web/*.py); nothing else is laid into the page.
import { box, call, words } from './net.js';

export function wait(place, message) {
  place.innerHTML = '<p class="waiting"></p>';
  place.firstChild.textContent = message;
}

// The server's answer, drawn in `place`; null where it did not come, or another was asked for meanwhile.
const asked = new WeakMap();
export async function draw(place, path, body, again) {
  asked.set(place, body);
  const late = () => asked.get(place) !== body;
  if (!place.firstChild) wait(place, words.waiting);
  place.setAttribute('aria-busy', 'true');
  const said = await call(path, body).catch((error) => ({ error }));
  if (late()) return null;
  place.removeAttribute('aria-busy');
  if (said.error) return fail(place, said.error, again);
  place.innerHTML = said.html;
  return said;
}

// What went wrong; with a way to try again where that can help.
export function fail(place, error, again) {
  place.innerHTML = '<div class="trouble" role="alert"><p></p></div>';
  place.querySelector('p').textContent = error.message;
  if (!error.retry) return null;
  const button = place.firstChild.appendChild(document.createElement('button'));
  button.className = 'plain';
  button.textContent = words.retry;
  button.addEventListener('click', () => {
    again();
    (box().checkVisibility() ? box() : document.querySelector('[role=tab][aria-selected=true]')).focus();
  });
  return null;
}
