import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loadDemo, migrations, openRegister, type Register, serve, type Serving } from "@dinhdanh/server";
import { testDatabase } from "@dinhdanh/testkit";
import { type Browser, chromium } from "playwright-core";
import { chromiumPath } from "../browser/chromium.ts";

const web = new URL("../../apps/web/", import.meta.url);

/** Hà Nam as `npm start` shows it, with 20,000 eligible people in the place of 754,277. */
const province = { province: "35", eligible: 20_000, on: "2023-04-22", seed: 1 } as const;

/** One server in demo mode and one outside it, on one register, and a browser. */
export type Stage = {
  /** in demo mode */
  url: string;
  /** of a server without demo officers */
  strictUrl: string;
  register: Register;
  browser: Browser;
  /** by how much the server's clock is behind, ms; pages of the stage go by it, too */
  behindMs: number;
  /** a folder for files of the tests */
  folder: string;
  /** every log line of both servers so far */
  log: () => string;
  close: () => Promise<void>;
};

export async function openStage(): Promise<Stage> {
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL("build.ts", web))]);
  const database = await testDatabase(migrations);
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-e2e-"));
  const register = await openRegister({ databaseUrl: database.url, home: join(folder, "home"), connections: 8 });
  await loadDemo(register, () => {}, province);
  const lines: string[] = [];
  const begin = (demo: boolean): Promise<Serving> =>
    serve(register, {
      port: 0,
      demo,
      version: "0.0.0",
      webFolder: new URL("dist/", web),
      logTo: { write: (line) => void lines.push(line) },
    });
  const [open, strict] = [await begin(true), await begin(false)];
  const browser = await chromium.launch(await chromiumPath());
  return {
    ...{ url: open.url, strictUrl: strict.url, register, browser, folder, behindMs: 0, log: () => lines.join("") },
    close: async () => {
      await browser.close();
      await Promise.all([open.stop(), strict.stop()]);
      await register.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
