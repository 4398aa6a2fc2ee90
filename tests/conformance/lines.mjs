// Shows pages as they are seen: node lines.mjs NODE_MODULES WIDTHS FILE...
// Opens each file of XHTML in windows as wide as WIDTHS names them ("320,600"), and prints, as JSON, a list for
// each file and width of the lines that a reader sees, from the top: each line's characters from left to
// right, words from right to left with their last letter first.

import { pathToFileURL } from "node:url";

import { withPage } from "./browser.mjs";

const [modules, widths, ...files] = process.argv.slice(2);

/// The lines of the page that is open; runs in it.
function seenLines() {
  const lines = [];
  const isInline = (element) => getComputedStyle(element).display.startsWith("inline");
  const blockOf = (node) => {
    let element = node.parentElement;
    while (isInline(element)) element = element.parentElement;
    return element;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let block;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const here = blockOf(node);
    let at = 0;
    for (const character of node.nodeValue) {
      range.setStart(node, at);
      range.setEnd(node, (at += character.length));
      const [rect] = range.getClientRects();
      if (!rect || rect.width === 0) continue;
      const last = lines.at(-1);
      const middle = (rect.top + rect.bottom) / 2;
      if (here !== block || middle > last.bottom) lines.push({ bottom: 0, characters: [] });
      block = here;
      const line = lines.at(-1);
      line.bottom = Math.max(line.bottom, rect.bottom);
      line.characters.push({ character, left: rect.left });
    }
  }
  return lines.map(({ characters }) =>
    characters
      .sort((one, other) => one.left - other.left)
      .map(({ character }) => character)
      .join("")
      .trim(),
  );
}

async function look(page) {
  const seen = [];
  for (const file of files) {
    for (const width of widths.split(",").map(Number)) {
      await page.setViewport({ width, height: 800 });
      await page.goto(pathToFileURL(file).href);
      seen.push(await page.evaluate(seenLines));
    }
  }
  return seen;
}

const serve = (url) => (url.startsWith("file:") ? "file" : undefined);
const [seen] = await withPage(modules, { width: 600, height: 800, serve }, look);
console.log(JSON.stringify(seen));
