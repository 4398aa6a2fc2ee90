// Reads a file's text as the viewer of Firefox does: node read_pdfjs.mjs NODE_MODULES FILE
// Prints what it finds on each page, and a line feed where it sees the end of a line.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, file] = process.argv.slice(2);
// pdf.js complains where there is nothing to draw with; nothing is drawn here.
globalThis.DOMMatrix = class {};
globalThis.Path2D = class {};
const pdfjs = await import(pathToFileURL(`${modules}/pdfjs-dist/legacy/build/pdf.mjs`));

const data = new Uint8Array(readFileSync(file));
const document = await pdfjs.getDocument({ data, verbosity: 0 }).promise;
for (let number = 1; number <= document.numPages; ++number) {
  const content = await (await document.getPage(number)).getTextContent();
  console.log(content.items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join(""));
}
