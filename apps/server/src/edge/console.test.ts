import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fastify from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerProblem } from "../problems/error-handler.ts";
import type { App } from "./app.ts";
import { serveConsole, webConsole } from "./console.ts";
import { securityHeaders } from "./security-headers.ts";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-console-"));
const script = "document.documentElement.lang = 'vi';";
const page = `<!doctype html><script>${script}</script><script type="module" src="/assets/main-abc.js"></script>`;
const app: App = fastify();
let url = "";

beforeAll(async () => {
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), page);
  writeFileSync(join(folder, "assets", "main-abc.js"), "export {};");
  writeFileSync(join(folder, "assets", "main-abc.js.gz"), gzipSync("export {};"));
  writeFileSync(join(folder, "robots.txt"), "Disallow: /");
  writeFileSync(join(folder, ".env"), "secret");
  const web = webConsole(folder);
  app.setErrorHandler(answerProblem);
  securityHeaders(app, web);
  serveConsole(app, web);
  url = await app.listen({ port: 0 });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

it("answers the page on every address of it, never cached", async () => {
  for (const path of ["/", "/don-vi/35?ngay=2023-04-22", "/nguoi/01890000-0000-7000-8000-000000000000"]) {
    const answer = await fetch(url + path);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
      200,
      "text/html; charset=utf-8",
      "no-cache",
    ]);
    expect(await answer.text()).toBe(page);
  }
});

it("lets assets be kept for ever, and other files be asked for again", async () => {
  const asset = await fetch(`${url}/assets/main-abc.js`);
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(asset.headers.get("content-type")).toMatch(/javascript/);
  expect([asset.headers.get("content-encoding"), await asset.text()]).toEqual(["gzip", "export {};"]);
  const plain = await fetch(`${url}/assets/main-abc.js`, { headers: { "accept-encoding": "identity" } });
  expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, "export {};"]);
  expect((await fetch(`${url}/robots.txt`)).headers.get("cache-control")).toBe("no-cache");
});

it("answers a problem where a file or a part of the API is missing", async () => {
  for (const path of ["/assets/gone-123.js", "/api/nothing", "/api", "/.env", "/assets/../../package.json"]) {
    const answer = await fetch(url + path);
    expect([path, answer.status, answer.headers.get("content-type")]).toEqual([path, 404, "application/problem+json"]);
  }
  expect((await fetch(`${url}/don-vi/35`, { method: "POST" })).status).toBe(404);
});

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

it("allows the page's own inline script by its hash, and the new one after a new build", async () => {
  expect((await fetch(url)).headers.get("content-security-policy")).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash(script)};`);
  writeFileSync(join(folder, "index.html"), "<script>1</script>");
  utimesSync(join(folder, "index.html"), 1, 1);
  expect((await fetch(url)).headers.get("content-security-policy")).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash("1")};`);
  writeFileSync(join(folder, "index.html"), page);
});
