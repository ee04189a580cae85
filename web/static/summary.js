// The summary of the report that is open, or of all.
import { $, present, words } from './net.js';
import * as reader from './reader.js';
import { draw } from './trouble.js';

let shown = null;
export async function summarize() {
  const outline = await present('outline');
  const report = reader.current();
  if (report === null) return;
  offer(report);
  const wanted = JSON.stringify(chosen(report));
  if (shown === wanted) return;
  shown = wanted;
  if (!(await draw(outline, 'summary', JSON.parse(wanted), summarize)) && shown === wanted) shown = null;
}

function chosen(report) {
  const scope = $('scope').value;
  const about = $('about').value.trim() || null;
  const length = $('one').checked ? { sentences: 1 } : { chars: Number($('chars').value) };
  $('said').textContent = $('chars').value;
  $('chars').disabled = $('one').checked;
  if (scope === '*') return { reports: [...$('pick').options].map((option) => option.value), about, ...length };
  return { report, section: scope || null, about, ...length };
}

// The parts of the report that is open; another one begins with the whole of it.
function offer(report) {
  const scope = $('scope');
  if (scope.dataset.report === report) return;
  scope.dataset.report = report;
  $('poster').href = `screen/poster?report=${encodeURIComponent(report)}`;
  scope.innerHTML = reader.parts();
  scope.prepend(new Option(words.whole, '', true, true));
  if ($('pick').options.length > 1) scope.append(new Option(words.all, '*'));
}
