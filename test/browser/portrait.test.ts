import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { decodePortrait, judgePortrait } from "@dinhdanh/portrait";
import { faceAssetFiles, openFaceDetector, syntheticPortrait } from "@dinhdanh/portrait/node";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, it } from "vitest";
import { chromiumPath } from "./chromium.ts";

/** A browser takes no module and no WebAssembly of another type. */
const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".json": "application/json",
};
/** As strict as a page can be that runs WebAssembly. */
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

const pathOf = ({ url }: IncomingMessage) => (url === "/" ? "/index.html" : (url ?? ""));

/** Builds the page and serves it; what it posts as its judgement is the answer. */
async function judgedInChromium(portrait: Uint8Array): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "dinhdanh-portrait-"));
  const root = fileURLToPath(new URL("portrait-page", import.meta.url));
  await build({ root, configFile: false, logLevel: "silent", build: { outDir: folder, emptyOutDir: true, target: "es2022" } });
  const assets = new Map(faceAssetFiles().map(({ name, path }) => [`/face/${name}`, path]));
  const judged = Promise.withResolvers<unknown>();
  const answer = async (request: IncomingMessage): Promise<Uint8Array> => {
    const path = pathOf(request);
    if (path === "/judgement") judged.resolve(await json(request));
    if (path === "/judgement" || path === "/favicon.ico") return new Uint8Array(0);
    return path === "/portrait.jpg" ? portrait : readFile(assets.get(path) ?? join(folder, path));
  };
  const server = createServer((request, response) => {
    response.setHeader("content-security-policy", policy);
    response.setHeader("content-type", types[extname(pathOf(request))] ?? "application/octet-stream");
    answer(request).then(
      (body) => response.end(body),
      (error: unknown) => {
        response.writeHead(404).end();
        judged.reject(error instanceof Error ? error : new Error("not found"));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch(await chromiumPath());
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await judged.promise;
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
}

it("judges a portrait in Chromium as Node does, with nothing from elsewhere", async () => {
  const portrait = syntheticPortrait("page and server");
  const decoded = decodePortrait(portrait);
  if (!decoded.ok) throw new Error(decoded.refusal.code);
  const detect = await openFaceDetector();
  const judgement = judgePortrait(decoded.value, detect(decoded.value));
  expect(judgement.faults).toEqual([]);
  const there = (await judgedInChromium(portrait)) as typeof judgement;
  expect(there.faults).toEqual([]);
  // an arc tangent may differ in its last bit
  for (const [name, value] of Object.entries(judgement.measures)) expect(there.measures[name as "faces"], name).toBeCloseTo(value, 6);
});
