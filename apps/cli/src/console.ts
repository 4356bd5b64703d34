import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const web = new URL("../../web/", import.meta.url);

/** Folder of the built console; `npm ci` builds it, and this makes up for it where install scripts were off. */
export async function buildConsole(): Promise<URL> {
  const dist = new URL("dist/", web);
  if (!existsSync(new URL("index.html", dist))) {
    console.error("Building the console …");
    await new Promise((done) => spawn(process.execPath, [fileURLToPath(new URL("build.ts", web))], { stdio: "inherit" }).on("exit", done));
  }
  return dist;
}
