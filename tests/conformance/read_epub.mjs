// Reads books in a browser, as people do: node read_epub.mjs NODE_MODULES [--pictures FOLDER] FILE...
// Turns every page of each book in the reader foliate-js on a small screen: as the reader comes, with its
// dark theme, and with type of twice the size. Prints, as JSON:
//   readings  of each book in each way, its documents: their pages, what of them is cut or parted, which pages
//             are blank, the worst contrast, the smallest type in pixels, the fonts, the boxes on the first page
//             that has any, and how many of those are drawn; and, in the first way, how many links it has
//             and which of them lead astray
//   refused   the requests for anything but the reader and the books
// With --pictures, leaves a picture of each page in the folder.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { withPage } from "./browser.mjs";

const [modules, ...rest] = process.argv.slice(2);
const pictures = rest[0] === "--pictures" ? rest.splice(0, 2)[1] : undefined;
const files = rest;

// The fonts and colours of a reader; ours must not override them.
const font = "html { font-family: serif; }";
const ways = {
  plain: font,
  dark: `${font} html { color-scheme: dark; } html, body { background: #121212; color: #e0e0e0; }`,
  large: `${font} html { font-size: 200%; }`,
};

const origin = "http://reader.invalid/";
const here = fileURLToPath(new URL(".", import.meta.url));
const shell = `<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<style>html, body { margin: 0; height: 100%; }</style>`;

/// The reader's programs and the books, by the paths that the browser asks for.
function serve(url) {
  if (!url.startsWith(origin)) return undefined;
  const path = new URL(url).pathname.slice(1);
  if (path === "") return { body: shell, contentType: "text/html" };
  if (/^book-\d+$/.test(path)) {
    return { body: readFileSync(files[path.slice(5)]), contentType: "application/epub+zip" };
  }
  const file = path.startsWith("foliate-js/") ? resolve(modules, path) : join(here, path);
  return { body: readFileSync(file), contentType: "text/javascript" };
}

async function read(page, devtools) {
  await page.goto(origin);
  await page.exposeFunction("takePicture", async (part) => {
    const form = { format: "png", optimizeForSpeed: true, clip: { ...part, scale: 1 } };
    const { data } = await devtools.send("Page.captureScreenshot", form);
    return `data:image/png;base64,${data}`;
  });
  let prefix;
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.exposeFunction("turned", async (name, number) => {
      const picture = `${prefix}-${basename(name, ".xhtml")}-${number}.png`;
      writeFileSync(join(pictures, picture), await page.screenshot());
    });
  }
  const readings = [];
  for (const [at, file] of files.entries()) {
    for (const [way, style] of Object.entries(ways)) {
      prefix = `${basename(file, ".epub")}-${way}`;
      const reading = await page.evaluate(
        async (url, style, links) => {
          const reader = await import("./epub_reader.mjs");
          await reader.open(url, style);
          const documents = await reader.walk();
          return { documents, ...(links ? await reader.follow() : {}) };
        },
        `book-${at}`,
        style,
        way === "plain",
      );
      readings.push({ book: basename(file), way, ...reading });
    }
  }
  return readings;
}

const [readings, refused] = await withPage(modules, { width: 600, height: 800, serve }, read);
console.log(JSON.stringify({ readings, refused }));
