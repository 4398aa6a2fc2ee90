// Ticks a box as the viewer of Firefox does: node tick_pdfjs.mjs NODE_MODULES FROM FIELD TO
// Prints the fields of the files FROM and TO as JSON: of each its label and its widgets' pages, from 0,
// and values.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, from, name, to] = process.argv.slice(2);
// pdf.js complains where there is nothing to draw with; nothing is drawn here.
globalThis.DOMMatrix = class {};
globalThis.Path2D = class {};
const pdfjs = await import(pathToFileURL(`${modules}/pdfjs-dist/legacy/build/pdf.mjs`));

const open = (bytes) => pdfjs.getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;

async function fields(document) {
  const labels = {};
  for (let page = 1; page <= document.numPages; ++page) {
    for (const annotation of await (await document.getPage(page)).getAnnotations()) {
      if (annotation.fieldName) labels[annotation.fieldName] ||= annotation.alternativeText;
    }
  }
  const all = {};
  for (const [field, objects] of Object.entries(await document.getFieldObjects())) {
    // A parent is listed too, without a type.
    const widgets = objects.filter((object) => object.type === "checkbox");
    if (widgets.length === 0) continue;
    all[field] = { label: labels[field], widgets: widgets.map(({ page, value }) => ({ page, value })) };
  }
  return all;
}

const document = await open(readFileSync(from));
const before = await fields(document);
for (const { id, type } of (await document.getFieldObjects())[name]) {
  if (type === "checkbox") document.annotationStorage.setValue(id, { value: true });
}
writeFileSync(to, await document.saveDocument());
const after = await fields(await open(readFileSync(to)));
console.log(JSON.stringify({ before, after }));
