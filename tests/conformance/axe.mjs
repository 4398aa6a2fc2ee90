// Looks for barriers in a page of HTML: node axe.mjs NODE_MODULES FILE
// Runs axe-core's rules for WCAG 2.2, levels A and AA, and its best practices, over the page in light and
// in dark. Prints a line of JSON for each barrier, for each request to anything but the file itself, for
// each width at which the page has to be scrolled sideways, and for each error of its scripts; nothing, and
// ends with 0, if all is well.
// The page has to set its background in both schemes: axe-core assumes white if it is not set.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { withPage } from "./browser.mjs";

const [modules, file] = process.argv.slice(2);
const address = pathToFileURL(file).href;
const axe = readFileSync(join(modules, "axe-core/axe.min.js"), "utf8");
const rules = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  // Left out unless it is asked for.
  rules: { "target-size": { enabled: true } },
};
// WCAG 2.2, 1.4.10: 1280 pixels at 400 %.
const narrow = 320;

async function inspect(page) {
  const found = [];
  page.on("pageerror", ({ message }) => found.push({ error: message }));
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(address);
    await page.evaluate(axe);
    const { violations, incomplete } = await page.evaluate((options) => window.axe.run(options), rules);
    // Contrasts that axe could not determine are for a person to look at, but are not passed.
    const unclear = incomplete.filter((rule) => rule.id === "color-contrast");
    for (const { id, help, nodes } of [...violations, ...unclear]) {
      found.push({ barrier: id, scheme, help, places: nodes.map((node) => node.html) });
    }
  }
  for (const width of [narrow, 1280]) {
    await page.setViewport({ width, height: 800 });
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    if (wide > width) found.push({ sideways: wide, width });
  }
  return found;
}

const serve = (url) => (url === address ? "file" : undefined);
const [found, refused] = await withPage(modules, { width: 1280, height: 800, serve }, inspect);
for (const url of new Set(refused)) found.push({ request: url });
for (const line of found) console.log(JSON.stringify(line));
if (found.length > 0) process.exitCode = 1;
