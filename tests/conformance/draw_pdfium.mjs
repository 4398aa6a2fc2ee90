// Draws every page as Chrome does: node draw_pdfium.mjs NODE_MODULES FILE...
// Prints, as JSON, for each file the pixels of each page that are not white.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, ...files] = process.argv.slice(2);
const { PDFiumLibrary } = createRequire(`${modules}/`)("@hyzyla/pdfium");

const library = await PDFiumLibrary.init();
const drawn = [];
for (const file of files) {
  const document = await library.loadDocument(readFileSync(file));
  const pages = [];
  for (const page of document.pages()) {
    const { data } = await page.render({ scale: 1, render: "bitmap" });
    let pixels = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] < 250 || data[at + 1] < 250 || data[at + 2] < 250) ++pixels;
    }
    pages.push(pixels);
  }
  document.destroy();
  drawn.push(pages);
}
library.destroy();
console.log(JSON.stringify(drawn));
