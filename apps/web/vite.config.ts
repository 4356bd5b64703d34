import { faceAssetFiles } from "@dinhdanh/portrait/node";
import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const server = process.env["DINHDANH_SERVER"] ?? "http://127.0.0.1:8080";

/** Models and WebAssembly of the face detector, beside the page and under a name that changes with them, so that a browser keeps them. */
function faceFolder(): Plugin {
  const files = faceAssetFiles().map(({ name, path }) => ({ name, source: readFileSync(path) }));
  const hash = createHash("sha256");
  for (const { source } of files) hash.update(source);
  const folder = `assets/face-${hash.digest("hex").slice(0, 12)}/`;
  return {
    name: "face-folder",
    config: () => ({ define: { FACE_FOLDER: JSON.stringify(`/${folder}`) } }),
    generateBundle() {
      for (const { name, source } of files) this.emitFile({ type: "asset", fileName: `${folder}${name}`, source });
    },
    configureServer: ({ middlewares }) => {
      for (const { name, source } of files) middlewares.use(`/${folder}${name}`, (_, response) => void response.end(source));
    },
  };
}

/** What a browser reads as text, packed once at the build: 2.9 MB become 0.8 MB on an office's line. */
const packed = (): Plugin => ({
  name: "packed",
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/^assets\/.*\.(js|css)$/.test(fileName)) continue;
        const source = gzipSync(file.type === "chunk" ? file.code : file.source, { level: 9 });
        this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source });
      }
    },
  },
});

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), faceFolder(), packed()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // a font or an icon inlined as data: would need a wider content security policy
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": server } },
});
