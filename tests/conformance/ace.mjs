// Lets Ace by DAISY check books: node ace.mjs NODE_MODULES BOOK...
// Prints a line of JSON for each violation, and for each book that Ace does not pass; nothing, and ends with 0,
// if all is well. One browser checks all books: starting it takes longer than a book does.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [modules, ...books] = process.argv.slice(2);
const require = createRequire(`${resolve(modules)}/`);
const home = mkdtempSync(join(tmpdir(), "pensum-ace-"));
process.env.HOME = home;
process.env.PUPPETEER_EXECUTABLE_PATH = "/usr/bin/chromium";
for (const name of ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]) delete process.env[name];

const ace = require("@daisy/ace-core");
const browser = require("@daisy/ace-axe-runner-puppeteer");
const runner = { ...browser, launch: async () => {}, close: async () => {} };

const quiet = { initLogger: true, fileName: "ace.log", silent: true };
const found = [];
try {
  await browser.launch();
  for (const [i, book] of books.entries()) {
    const tmp = join(home, String(i));
    const [, report] = await ace(book, { cwd: home, tmpdir: tmp, outdir: join(tmp, "report"), ...quiet }, runner);
    for (const document of report.assertions) {
      for (const assertion of document.assertions) found.push({ book, of: document["earl:testSubject"], assertion });
    }
    const outcome = report["earl:result"]["earl:outcome"];
    if (outcome !== "pass") found.push({ book, outcome });
    if (report.assertions.length < 5) found.push({ book, documents: report.assertions.length });
  }
} finally {
  await browser.close();
  rmSync(home, { recursive: true, force: true });
}
for (const finding of found) console.log(JSON.stringify(finding));
process.exit(found.length > 0 ? 1 : 0);
