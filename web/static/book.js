// A report on the screen. Its article holds every character in order, so a place is found by counting: the server counts
// code points, the DOM UTF-16 units.
export class Book {
  constructor(article) {
    this.article = article;
    this.text = article.textContent;
    this.wide = /[\ud800-\udbff]/.test(this.text);
    this.lines = [];
    let at = 0;
    for (const node of article.childNodes) {
      const end = at + node.textContent.length;
      if (node.nodeType === Node.ELEMENT_NODE) this.lines.push({ node, start: at, end });
      at = end;
    }
  }

  units(points) {
    if (!this.wide) return points;
    let at = 0;
    for (let n = 0; n < points && at < this.text.length; n++) at += this.text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  }

  points(units) {
    return this.wide ? [...this.text.slice(0, units)].length : units;
  }

  says(start, end, words) {
    return this.text.slice(this.units(start), this.units(end)) === words;
  }

  // Wraps [start, end), in units, in <mark class=css>; the first of the marks, or null.
  paint(start, end, css) {
    const pieces = [];
    for (const line of this.lines) {
      if (line.end <= start || line.start >= end) continue;
      let at = line.start;
      const walk = document.createTreeWalker(line.node, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const node = walk.currentNode;
        const from = Math.max(start - at, 0);
        const to = Math.min(end - at, node.length);
        at += node.length;
        if (from < to && !node.parentNode.matches('.pad')) pieces.push([node, from, to]);
      }
    }
    return pieces.map(([node, from, to]) => wrap(node, from, to, css))[0] ?? null;
  }

  clear(css) {
    for (const mark of this.article.querySelectorAll(`mark.${css}`)) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }

  place(element) {
    const before = document.createRange();
    before.setStart(this.article, 0);
    before.setEndBefore(element);
    const start = before.toString().length;
    return [start, start + element.textContent.length];
  }

  find(needle, most = 500) {
    const found = [];
    const text = this.text.toLowerCase();
    const wanted = needle.toLowerCase();
    for (let at = text.indexOf(wanted); wanted && at >= 0 && found.length < most; at = text.indexOf(wanted, at + 1)) {
      found.push([at, at + wanted.length]);
    }
    return found;
  }
}

function wrap(node, from, to, css) {
  const middle = from ? node.splitText(from) : node;
  if (to - from < middle.length) middle.splitText(to - from);
  const mark = document.createElement('mark');
  mark.className = css;
  middle.replaceWith(mark);
  mark.append(middle);
  return mark;
}
