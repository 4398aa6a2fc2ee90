// Reads files' text as the viewer of Firefox does: node read_pdfjs.mjs NODE_MODULES FILE...
// Prints, as JSON, a list of the files' texts: what it finds on each page, and a line feed where it sees the end of a
// line. Starting takes longer than reading a file does.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
// pdf.js complains where there is nothing to draw with; nothing is drawn here.
globalThis.DOMMatrix = class {};
globalThis.Path2D = class {};
const pdfjs = await import(pathToFileURL(`${modules}/pdfjs-dist/legacy/build/pdf.mjs`));

const texts = [];
for (const file of files) {
  const data = new Uint8Array(readFileSync(file));
  const document = await pdfjs.getDocument({ data, verbosity: 0 }).promise;
  let text = "";
  for (let number = 1; number <= document.numPages; ++number) {
    const content = await (await document.getPage(number)).getTextContent();
    text += content.items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join("") + "\n";
  }
  texts.push(text);
  await document.destroy();
}
console.log(JSON.stringify(texts));
