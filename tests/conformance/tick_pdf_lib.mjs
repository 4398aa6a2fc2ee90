// Ticks a box as programs do that fill forms in: node tick_pdf_lib.mjs NODE_MODULES FROM FIELD TO
// Prints the fields of the files FROM and TO as JSON: of each its label and its widgets' pages, from 0,
// and values. Appearances are not made anew: pensum's own know both states.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, from, name, to] = process.argv.slice(2);
const { PDFDocument, PDFName } = createRequire(`${modules}/`)("pdf-lib");

const open = (bytes) => PDFDocument.load(bytes, { updateMetadata: false });

function fields(document) {
  const pages = document.getPages().map((page) => page.node.Annots()?.asArray() ?? []);
  const page_of = (widget) =>
    pages.findIndex((annotations) => annotations.includes(document.context.getObjectRef(widget.dict)));
  const all = {};
  for (const { acroField } of document.getForm().getFields()) {
    all[acroField.getFullyQualifiedName()] = {
      label: acroField.dict.lookup(PDFName.of("TU")).decodeText(),
      widgets: acroField.getWidgets().map((widget) => ({
        page: page_of(widget),
        value: widget.getAppearanceState().decodeText(),
      })),
    };
  }
  return all;
}

const document = await open(readFileSync(from));
const before = fields(document);
document.getForm().getCheckBox(name).check();
writeFileSync(to, await document.save({ updateFieldAppearances: false }));
const after = fields(await open(readFileSync(to)));
console.log(JSON.stringify({ before, after }));
