import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import { Problem } from "../problems/problem.ts";
import type { App } from "./app.ts";

const notBuilt = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Định Danh</title>
<h1>Định Danh</h1>
<p>Trang làm việc chưa được dựng. Chạy <code>node apps/web/build.ts</code> tại thư mục gốc, khởi động lại máy chủ rồi tải lại trang này.</p>
<p lang="en">The console has not been built. Run <code>node apps/web/build.ts</code> in the project's root, restart the server and reload this page.</p>
<p><a href="/api/docs">API</a></p></html>
`;

type Page = { html: string; /** CSP hashes of the scripts that stand inside it */ inlineScripts: string[] };
export type WebConsole = { folder: string; page: () => Page | undefined };

/** The console as built in a folder; its page is read again when it has been built anew. */
export function webConsole(webFolder: URL | string): WebConsole {
  const folder = webFolder instanceof URL ? fileURLToPath(webFolder) : webFolder;
  const index = join(folder, "index.html");
  let known: { mtimeMs: number; page: Page } | undefined;
  const page = () => {
    const mtimeMs = statSync(index, { throwIfNoEntry: false })?.mtimeMs;
    if (mtimeMs === undefined) return undefined;
    if (known?.mtimeMs !== mtimeMs) known = { mtimeMs, page: readPage(index) };
    return known.page;
  };
  return { folder, page };
}

function readPage(path: string): Page {
  const html = readFileSync(path, "utf8");
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = ""]) => script);
  return { html, inlineScripts: scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`) };
}

/** Serves the console: files under /assets carry their hash and never change; any other address that is not the API's is a page of it. */
export function serveConsole(app: App, web: WebConsole): void {
  if (existsSync(web.folder)) {
    const assets = join(web.folder, "assets") + sep;
    const cacheFor = (path: string) => (path.startsWith(assets) ? "public, max-age=31536000, immutable" : "no-cache");
    void app.register(fastifyStatic, {
      ...{ root: web.folder, index: false, cacheControl: false, dotfiles: "ignore", preCompressed: true },
      // a folder, `/` above all, is an address of the page
      allowedPath: (path) => !path.endsWith("/"),
      setHeaders: (reply, path) => void reply.header("cache-control", cacheFor(path)),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const isPage = ["GET", "HEAD"].includes(request.method) && !/^\/api(\/|$)|\.\w+$/.test(path);
    if (!isPage) throw new Problem("not-found");
    const page = web.page();
    void reply.type("text/html; charset=utf-8").header("cache-control", "no-cache");
    return reply.code(page === undefined ? 503 : 200).send(page?.html ?? notBuilt);
  });
}
