// What read_epub.mjs does inside the browser: reads one book in foliate-js, page by page, and judges
// what is there. Errors that the reader does not catch are its own: under load, it lays pages out
// that are not there yet, and does so again when they are.

import "./foliate-js/view.js";

// The reader rests after each page turn, for people's sake.
const later = window.setTimeout;
window.setTimeout = (work, _time, ...rest) => later(work, 0, ...rest);

const slack = 1; // pixels that roundings may cost
let view;
let links; // that walk() met: from which file, as written, and where the reader would go

/// Opens a book and shows its first page; `style` is the reader's own.
export async function open(url, style) {
  if (view) {
    // What the reader put off to the next frame is still about this book.
    await new Promise(requestAnimationFrame);
    view.close();
    view.remove();
  }
  view = document.createElement("foliate-view");
  document.body.replaceChildren(view);
  const bytes = await (await fetch(url)).blob();
  await view.open(new File([bytes], "book.epub"));
  view.renderer.setStyles(style);
  await view.init({});
}

const contents = () => view.renderer.getContents()[0];
const nameOf = (index) => view.book.sections[index].id.split("/").pop();

/// The visible texts of a document, with their elements.
function texts(doc) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeValue.trim() === "") continue;
    const range = doc.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()];
    if (rects.length > 0) found.push({ node, element: node.parentElement, rects });
  }
  return found;
}

const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
const paper = canvas.getContext("2d", { willReadFrequently: true });
const colours = new Map();

/// A CSS colour as red, green, blue and alpha, each from 0 to 1.
function colour(css) {
  if (!colours.has(css)) {
    paper.clearRect(0, 0, 1, 1);
    paper.fillStyle = css;
    paper.fillRect(0, 0, 1, 1);
    colours.set(css, [...paper.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
  }
  return colours.get(css);
}

const over = ([r, g, b, a], behind) => [r, g, b].map((part, at) => part * a + behind[at] * (1 - a));

/// WCAG 2.2, “relative luminance” and “contrast ratio”.
function contrast(one, other) {
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/// The colours that an element's text and what is behind it have in the end.
function coloursOf(element) {
  const { body, defaultView } = element.ownerDocument;
  const layers = [];
  let seen = 1;
  for (let at = element; at; at = at.parentElement) {
    // The reader takes the body's background away, and draws it itself.
    const own = at === body ? body.style.background : "";
    if (at === body) body.style.removeProperty("background");
    const style = defaultView.getComputedStyle(at);
    layers.push(style.backgroundColor);
    seen *= style.opacity;
    if (at === body) body.style.background = own;
  }
  let behind = [1, 1, 1];
  for (const layer of layers.reverse()) behind = over(colour(layer), behind);
  const { color, visibility } = defaultView.getComputedStyle(element);
  const [r, g, b, a] = colour(color);
  return { text: over([r, g, b, visibility === "visible" ? a * seen : 0], behind), behind };
}

function describe({ localName, className, textContent }) {
  return `${localName}${className ? `.${className}` : ""} “${textContent.trim().slice(0, 40)}”`;
}

/// The page of a document that a place is on, from 0, and where on it.
function placeOf(doc, rect) {
  const { size } = view.renderer;
  const root = doc.documentElement.getBoundingClientRect();
  const fromRight = view.renderer.getAttribute("dir") === "rtl";
  const start = fromRight ? root.right - rect.right : rect.left - root.left;
  const page = Math.floor((start + rect.width / 2) / size);
  return { page, start: start - page * size, end: start + rect.width - page * size };
}

/// What of a document is not whole on one of its pages, and the pages without anything.
function judgePages(doc, pages) {
  const style = doc.defaultView.getComputedStyle(doc.documentElement);
  const margin = parseFloat(style.paddingLeft);
  const { size } = view.renderer;
  const { clientHeight } = doc.documentElement;
  const cut = new Set();
  const used = new Set();
  // Letters do not fill their line's box, which may be higher than the line.
  const judge = (element, rect, above = slack) => {
    const { page, start, end } = placeOf(doc, rect);
    if (page < 0 || page >= pages) cut.add(`on no page: ${describe(element)}`);
    if (start < margin - slack || end > size - margin + slack) cut.add(`too wide: ${describe(element)}`);
    if (rect.top < -above || rect.bottom > clientHeight + above) cut.add(`too high: ${describe(element)}`);
    return page;
  };
  for (const element of doc.body.querySelectorAll("*")) {
    const { display, overflowX, overflowY } = doc.defaultView.getComputedStyle(element);
    const picture = element.localName === "img";
    if (display !== "inline" || picture) {
      for (const rect of element.getClientRects()) {
        const page = judge(element, rect);
        if (picture) used.add(page);
      }
    }
    if (
      (overflowX !== "visible" && element.scrollWidth > element.clientWidth + slack) ||
      (overflowY !== "visible" && element.scrollHeight > element.clientHeight + slack)
    ) {
      cut.add(`hidden in part: ${describe(element)}`);
    }
    if (picture && element.naturalWidth === 0) cut.add(`not there: ${describe(element)}`);
  }
  for (const { element, rects } of texts(doc)) {
    const { fontSize } = doc.defaultView.getComputedStyle(element);
    for (const rect of rects) used.add(judge(element, rect, parseFloat(fontSize) / 4));
  }
  const blank = Array.from({ length: pages }, (_, page) => page + 1).filter((page) => !used.has(page - 1));
  return { cut: [...cut], blank };
}

/// What of a document is parted that belongs together: headings from what is below them, calendars, and dates
/// and facts that end a line in themselves.
function judgeParted(doc) {
  const parted = [];
  const pageOf = (rects) => placeOf(doc, rects[0]).page;
  const all = texts(doc);
  for (const [at, { element, rects }] of all.entries()) {
    const heading = element.closest("h1, h2, h3");
    const next = all.slice(at).find((other) => other.element.closest("h1, h2, h3") !== heading);
    if (heading && next && pageOf(next.rects) !== pageOf(rects)) parted.push(`alone: ${describe(heading)}`);
  }
  for (const table of doc.querySelectorAll("table")) {
    if (table.getClientRects().length > 1) parted.push(`on two pages: ${describe(table)}`);
  }
  for (const whole of doc.querySelectorAll(".date, .minutes, .part, .number")) {
    const lines = new Set([...whole.getClientRects()].map(({ top }) => Math.round(top)));
    if (lines.size > 1 && whole.querySelector("*") === null) parted.push(`torn: ${describe(whole)}`);
  }
  return parted;
}

/// The worst contrast, the smallest type in pixels and the fonts of a document.
function judgeType(doc) {
  let worst = Infinity;
  let smallest = Infinity;
  const fonts = new Set();
  for (const { element } of texts(doc)) {
    const { text, behind } = coloursOf(element);
    const { fontSize, fontFamily } = doc.defaultView.getComputedStyle(element);
    worst = Math.min(worst, contrast(text, behind));
    smallest = Math.min(smallest, parseFloat(fontSize));
    fonts.add(fontFamily);
  }
  // If there is nothing to compare, JSON has no number.
  return { contrast: worst, type: smallest, fonts: [...fonts] };
}

/// Whether a font has the character: without one, it looks like any other that no font has.
function inFont(element, character) {
  const style = element.ownerDocument.defaultView.getComputedStyle(element);
  const drawn = (text) => {
    paper.clearRect(0, 0, canvas.width, canvas.height);
    paper.fillStyle = "black";
    paper.font = `${style.fontWeight} 24px ${style.fontFamily}`;
    paper.fillText(text, 5, 30);
    return paper.getImageData(0, 0, canvas.width, canvas.height).data.join();
  };
  return drawn(character) !== drawn("\u{10FFFE}");
}

/// How many of the boxes, all on the page that is open, can be seen in a picture of it.
async function countDrawn(doc, boxes) {
  const frame = doc.defaultView.frameElement.getBoundingClientRect();
  const places = boxes.map((box) => box.getBoundingClientRect());
  if (places.some(({ width, height }) => width < 1 || height < 1)) return 0;
  const x = Math.floor(frame.left + Math.min(...places.map(({ left }) => left)));
  const y = Math.floor(frame.top + Math.min(...places.map(({ top }) => top)));
  const width = Math.ceil(frame.left + Math.max(...places.map(({ right }) => right))) - x;
  const height = Math.ceil(frame.top + Math.max(...places.map(({ bottom }) => bottom))) - y;
  const url = await window.takePicture({ x, y, width, height });
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const sheet = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  sheet.drawImage(picture, 0, 0);
  let drawn = 0;
  for (const [at, box] of boxes.entries()) {
    const { left, top, width, height } = places[at];
    const { data } = sheet.getImageData(frame.left + left - x, frame.top + top - y, width, height);
    const { behind } = coloursOf(box);
    let ink = 0;
    for (let dot = 0; dot < data.length; dot += 4) {
      const shown = [data[dot], data[dot + 1], data[dot + 2]].map((part) => part / 255);
      if (contrast(shown, behind) >= 3) ++ink;
    }
    // At least two of its four sides.
    if (ink >= width && inFont(box, box.textContent)) ++drawn;
  }
  return drawn;
}

/// Turns every page of the book and judges its documents, in the order in which they came.
export async function walk() {
  const documents = [];
  links = [];
  let last;
  let boxes;
  for (;;) {
    const { doc, index } = contents();
    const { renderer } = view;
    if (index !== documents.length - 1) {
      await doc.fonts.ready;
      touch(doc, nameOf(index));
      boxes = [...doc.querySelectorAll(".box")];
      last = {
        name: nameOf(index),
        pages: 0,
        boxes: 0,
        drawn: 0,
        ...judgePages(doc, renderer.pages - 2),
        parted: judgeParted(doc),
        ...judgeType(doc),
      };
      documents.push(last);
    }
    // The reader's own first and last page are its neighbours' margins.
    if (renderer.page !== ++last.pages) {
      last.cut.push(`the reader leafs to page ${renderer.page}, not ${last.pages}`);
      if (index === view.book.sections.length - 1) break;
      await renderer.nextSection();
      continue;
    }
    // One picture a document, as each takes longer than all else here.
    if (last.boxes === 0) {
      const pageOf = (box) => placeOf(doc, box.getBoundingClientRect()).page;
      const here = boxes.filter((box) => pageOf(box) === renderer.page - 1);
      last.boxes = here.length;
      if (here.length > 0) last.drawn = await countDrawn(doc, here);
    }
    await window.turned?.(last.name, last.pages);
    if (renderer.atEnd) break;
    await view.next();
  }
  return documents;
}

/// Touches every link of a document, and notes where the reader would go.
function touch(doc, from) {
  for (const link of doc.querySelectorAll("a[href]")) {
    let target;
    let outside = false;
    const heed = (event) => {
      event.preventDefault();
      target = event.detail.href;
      outside = event.type === "external-link";
    };
    for (const kind of ["link", "external-link"]) view.addEventListener(kind, heed);
    link.click();
    for (const kind of ["link", "external-link"]) view.removeEventListener(kind, heed);
    if (!outside) links.push({ from, href: link.getAttribute("href"), target });
  }
}

/// Goes wherever the book's contents and the links that walk() met lead. Gives how many those are, and
/// the ones that do not show the place they name.
export async function follow() {
  const entries = (list) => list.flatMap((entry) => [entry, ...entries(entry.subitems ?? [])]);
  for (const { href } of entries(view.book.toc)) {
    if (href) links.push({ from: "contents", href: href.split("/").pop(), target: href });
  }
  const lost = new Set(links);
  for (const target of new Set(links.map((link) => link.target).sort())) {
    if (target === undefined) continue;
    await view.goTo(target);
    const { doc, index } = contents();
    const [, id] = target.split("#");
    const place = id === undefined ? doc.body : doc.getElementById(id);
    if (!place || placeOf(doc, place.getClientRects()[0]).page !== view.renderer.page - 1) continue;
    for (const link of links) {
      const file = link.href.split("#")[0] || link.from;
      if (link.target === target && file === nameOf(index)) lost.delete(link);
    }
  }
  return { links: links.length, lost: [...lost].map(({ from, href }) => ({ from, href })) };
}
