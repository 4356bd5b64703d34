import { arch, platform } from "node:os";
import { chromium } from "playwright-core";
import { afterEach, expect, it, vi } from "vitest";
import { chromiumPath } from "./chromium.ts";

afterEach(() => vi.unstubAllEnvs());

// the npm package holds a browser for this platform only
const choices = platform() === "linux" && arch() === "x64" ? ["", "bundled"] : [""];

it.each(choices)("draws a page (DINHDANH_TEST_CHROMIUM='%s')", async (choice) => {
  vi.stubEnv("DINHDANH_TEST_CHROMIUM", choice);
  const browser = await chromium.launch(await chromiumPath());
  try {
    const page = await browser.newPage({ viewport: { width: 400, height: 200 } });
    await page.goto("data:text/html;charset=utf-8,<title>Định Danh</title><h1>đúng, đủ, sạch, sống</h1>");
    const picture = await page.screenshot();
    expect(await page.title()).toBe("Định Danh");
    expect(picture.readUInt32BE(16)).toBe(400);
    expect(picture.length).toBeGreaterThan(2000);
  } finally {
    await browser.close();
  }
});
