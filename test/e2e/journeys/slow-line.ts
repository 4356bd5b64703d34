import { expect } from "vitest";
import { heading, type Journeys, takeComplaints, visit } from "../visit.ts";

/** A commune's line on a bad day: 400 kbit/s, 400 ms there and back. */
const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** Sums what moved without anybody's doing, as the browser judges it: 0.1 is its bound of good (web.dev/articles/cls). */
const watchShifts = `{
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
  }).observe({ type: "layout-shift", buffered: true });
}`;

export const slowLine: Journeys = {
  "a slow line: says that it is loading long before the code has come, and nothing jumps about": async (stage) => {
    const page = await visit(stage, null, "about:blank");
    await page.addInitScript(watchShifts);
    const { url } = stage;
    expect((await page.request.post(`${url}/api/v1/session/demo`, { data: { code: "demo-centre" } })).status()).toBe(200);
    const line = await page.context().newCDPSession(page);
    await line.send("Network.enable");
    await line.send("Network.emulateNetworkConditions", slow);
    await page.goto("/don-vi/35?ngay=2023-03-31", { waitUntil: "commit" });
    await page.getByText("Đang tải…", { exact: true }).first().waitFor();
    expect(await page.getByRole("navigation").count()).toBe(0);
    await heading(page, /^Hà Nam còn/).waitFor({ timeout: 60_000 });
    await page.getByRole("link", { name: "Sản xuất" }).click();
    await page.getByRole("heading", { name: "Các lô" }).waitFor();
    await expect.poll(() => page.locator("main .bars").count(), { timeout: 20_000 }).toBe(0);
    expect(await page.evaluate<number>("window.shifted")).toBeLessThan(0.1);
  },

  "a server that was away: what failed while it opened is asked for again": async (stage) => {
    const page = await visit(stage, "demo-province", "about:blank", { refused: [503] });
    await page.route("**/api/v1/start", (route) => route.fulfill({ status: 503 }));
    await page.goto("/don-vi/35?ngay=2023-03-31");
    const again = page.getByRole("button", { name: "Thử lại" });
    await again.waitFor();
    await page.unroute("**/api/v1/start");
    await again.press("Enter");
    await heading(page, /^Hà Nam còn/).waitFor();
    await expect.poll(() => page.evaluate<string>("document.activeElement.tagName")).toBe("H1");
    // what stood in the way of the page is told to whoever looks into the browser's log, too
    for (const complaint of takeComplaints()) expect(complaint).toMatch(/Service Unavailable|Error in route match/);
  },
};
