import { type ChildProcess, spawn } from "node:child_process";
import { type Browser, chromium } from "playwright-core";
import { chromiumPath } from "../browser/chromium.ts";

/** A browser with a profile of its own, as on an officer's desk: it can be killed at any moment, and started again on what it left. */
export type KillableBrowser = { browser: Browser; kill: () => Promise<void> };

export async function startBrowser(profile: string, more: readonly string[]): Promise<KillableBrowser> {
  const { executablePath, args, env } = await chromiumPath();
  const own = ["--headless=new", `--user-data-dir=${profile}`, "--remote-debugging-port=0", "--no-first-run", "--disable-gpu"];
  const child = spawn(executablePath, [...args, ...own, ...more, "about:blank"], { env, stdio: ["ignore", "ignore", "pipe"] });
  const browser = await chromium.connectOverCDP(await addressOf(child));
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  return {
    browser,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) done(address);
    });
    child.once("exit", (code) => fail(new Error(`Chromium ended with ${code}: ${said.slice(-500)}`)));
  });
}
