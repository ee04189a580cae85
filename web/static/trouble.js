// What stands in a place that has nothing to show yet: that it is waited for, or what went wrong.
import { words } from './net.js';

export function wait(place, message) {
  place.innerHTML = '<p class="waiting"></p>';
  place.firstChild.textContent = message;
}

// What went wrong, in `place`; with a way to try again where that can help.
export function fail(place, error, again) {
  place.innerHTML = '<div class="trouble" role="alert"><p></p></div>';
  place.querySelector('p').textContent = error.message;
  if (!error.retry) return;
  const button = place.firstChild.appendChild(document.createElement('button'));
  button.className = 'plain';
  button.textContent = words.retry;
  button.addEventListener('click', () => {
    again();
    const box = document.querySelector('#ask textarea'); // the button is gone
    (box.checkVisibility() ? box : document.querySelector('[role=tab][aria-selected=true]')).focus();
  });
}
