// Reads a file's text as Chrome does: node read_pdfium.mjs NODE_MODULES FILE

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, file] = process.argv.slice(2);
const { PDFiumLibrary } = createRequire(`${modules}/`)("@hyzyla/pdfium");

const library = await PDFiumLibrary.init();
const document = await library.loadDocument(readFileSync(file));
for (const page of document.pages()) console.log(page.getText());
document.destroy();
library.destroy();
