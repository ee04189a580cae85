// The summary of the report that is open.
import { present } from './net.js';
import * as reader from './reader.js';
import { draw } from './trouble.js';

const $ = (id) => document.getElementById(id);

let shown = null;
export async function summarize() {
  const outline = await present('outline');
  const wanted = { report: reader.current(), chars: Number($('chars').value) };
  const key = JSON.stringify(wanted);
  if (wanted.report === null || shown === key) return;
  shown = key;
  if (!(await draw(outline, 'summary', wanted, summarize)) && shown === key) shown = null;
}
