import type { BrowserContext, BrowserContextOptions, ConsoleMessage, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Stage } from "./stage.ts";

/** What a visit needs of a stage. */
export type Place = Pick<Stage, "url" | "browser" | "behindMs">;

/** A walk through the console, given the servers and the browser. */
export type Journey = (stage: Stage) => Promise<void>;
export type Journeys = Record<string, Journey>;

export type DemoOfficer =
  | "demo-commune"
  | "demo-chief"
  | "demo-team"
  | "demo-province"
  | "demo-centre"
  | "demo-administrator"
  | "demo-auditor";

export type VisitOptions = BrowserContextOptions & {
  /** HTTP statuses that the journey provokes; the browser reports each as an error */
  refused?: number[];
  /** of the server; default the one in demo mode */
  url?: string;
};

/** What the browser complained about since the last look: errors, warnings, refused by the content security policy. */
const complaints: string[] = [];

export function takeComplaints(): string[] {
  return complaints.splice(0);
}

/** A page of its own, with an empty cookie jar, on the address; signed in when an officer is named. */
export async function visit(stage: Place, officer: DemoOfficer | null, path: string, options: VisitOptions = {}): Promise<Page> {
  const { refused = [], url = stage.url, ...contextOptions } = options;
  const desk = { viewport: { width: 1366, height: 768 }, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", baseURL: url };
  const context = await stage.browser.newContext({ ...desk, reducedMotion: "reduce", ...contextOptions });
  context.setDefaultTimeout(20_000);
  await setClock(context, stage.behindMs);
  if (officer !== null) {
    const answer = await context.request.post("/api/v1/session/demo", { data: { code: officer } });
    expect(answer.status()).toBe(200);
  }
  await context.addInitScript(watchFocus);
  const page = await context.newPage();
  listen(page, refused);
  await page.goto(path);
  return page;
}

/** Complains when the focus has fallen to nowhere: what had it went away or was stopped for good, and nothing took it. */
const watchFocus = `{
  let last = null;
  let since = 0;
  addEventListener("focusin", ({ target }) => { last = target; });
  const mayHold = (element) => element.isConnected && !element.matches(":disabled") && element.getClientRects().length > 0;
  addEventListener("focusout", ({ target, relatedTarget }) => {
    if (relatedTarget === null) setTimeout(() => { if (last === target && mayHold(target)) last = null; });
  });
  setInterval(() => {
    const lost = last !== null && document.activeElement === document.body && !mayHold(last);
    const busy = document.querySelector("[aria-busy=true], main .bars, main [data-loading], main progress, [role=dialog]") !== null;
    if (!lost || busy) { since = 0; return; }
    since += 1;
    if (since < 4) return;
    console.warn("the focus was lost with " + last.outerHTML.slice(0, 160));
    last = null;
  }, 100);
}`;

/** Sets the clock of the pages back, as that of the server. */
export async function setClock(context: BrowserContext, behindMs: number): Promise<void> {
  if (behindMs > 0) await context.addInitScript(`{ const now = Date.now.bind(Date); Date.now = () => now() - ${behindMs}; }`);
}

/** Notes what the browser complains about. */
export function listen(page: Page, refused: readonly number[] = []): void {
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    const expected = refused.some((status) => message.text().includes(`status of ${status} `));
    if (isComplaint(message) && !expected) complaints.push(`${page.url()}: ${message.type()}: ${message.text()} ${message.location().url}`);
  });
}

const isComplaint = (message: ConsoleMessage) => message.type() === "error" || message.type() === "warning";

/** The page's own question to the API, with the officer's cookie. */
export async function ask<T>(page: Page, path: string, body?: object): Promise<T> {
  const address = `/api/v1${path}`;
  const answer = await (body === undefined ? page.request.get(address) : page.request.post(address, { data: body }));
  expect({ path, status: answer.status() }).toEqual({ path, status: 200 });
  return (await answer.json()) as T;
}

/** The heading that says what the page found, in spaces that do not break as plain ones. */
export const heading = (page: Page, text: string | RegExp): Locator => page.getByRole("heading", { level: 1, name: text });

export const textOf = async (locator: Locator): Promise<string> => (await locator.innerText()).replaceAll(/\s+/g, " ").trim();

/** Waits until the element shows, and says what it says. */
export async function seen(locator: Locator): Promise<string> {
  await locator.waitFor();
  return textOf(locator);
}

/** What the address says of the view. */
export const viewOf = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);

/** 20000 → `20.000`, as the console writes it. */
export const figure = (n: number, separator = "."): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, separator);
