// Starts Debian's Chromium for the programs beside this one, with no way to the network and nothing of
// the user's: its files are in a folder that goes away with it.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/// Runs work(page, devtools) with a page of the size given and the protocol behind it, then ends the
/// browser. A request that `serve` does not answer is refused and listed; the list is what comes back,
/// after what `work` gives.
///
/// serve(url) gives { body, contentType }, "file" for a file that the browser may read itself, or nothing.
export async function withPage(modules, { width, height, serve }, work) {
  const { launch } = createRequire(`${resolve(modules)}/`)("puppeteer-core");
  const home = mkdtempSync(join(tmpdir(), "pensum-browser-"));
  try {
    const browser = await launch({
      executablePath: "/usr/bin/chromium",
      userDataDir: home,
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: home },
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
      ],
      defaultViewport: { width, height },
      protocolTimeout: 60_000,
    });
    try {
      const [page] = await browser.pages();
      const devtools = await page.createCDPSession();
      const refused = [];
      devtools.on("Fetch.requestPaused", ({ requestId, request: { url } }) => {
        const answer = serve(url);
        // The client may be gone before the answer.
        const reply = (how, what) => devtools.send(`Fetch.${how}`, { requestId, ...what }).catch(() => {});
        if (answer === "file") return reply("continueRequest");
        if (answer) {
          return reply("fulfillRequest", {
            responseCode: 200,
            responseHeaders: [{ name: "Content-Type", value: answer.contentType }],
            body: Buffer.from(answer.body).toString("base64"),
          });
        }
        refused.push(url);
        return reply("failRequest", { errorReason: "BlockedByClient" });
      });
      // All but what a page made itself.
      const schemes = ["http", "https", "ws", "wss", "ftp", "file"];
      const patterns = schemes.map((scheme) => ({ urlPattern: `${scheme}:*` }));
      await devtools.send("Fetch.enable", { patterns });
      return [await work(page, devtools), refused];
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 20 });
  }
}
