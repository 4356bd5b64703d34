import type { People } from "@dinhdanh/campaign/contract";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ask, heading, type Journeys, seen, textOf, visit } from "../visit.ts";

const bare = (name: string) => name.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/đ/gi, "d").toLowerCase();

/** What has the focus, and the width in px of the ring around it. */
const focused = (page: Page) =>
  page.evaluate<{ element: string; ring: number }>(`(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return { element: document.activeElement.outerHTML.slice(0, 120), ring: outlineStyle === "none" ? 0 : parseFloat(outlineWidth) };
  })()`);

/** Types into the search and goes down to the result that begins with the words. */
async function openFound(page: Page, typed: string, words: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(typed);
  const results = page.getByRole("listbox");
  await results.getByRole("option", { name: words }).first().waitFor();
  await expect.poll(() => results.getAttribute("aria-busy")).toBe("false");
  const selected = results.getByRole("option", { selected: true });
  const all = await results.getByRole("option").count();
  for (let pressed = 0; pressed < all && !(await textOf(selected)).startsWith(words); pressed += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

export const keyboard: Journeys = {
  "the skip link comes first and leads past the navigation": async (stage) => {
    const page = await visit(stage, "demo-province", "/");
    await heading(page, /^Hà Nam/).waitFor();
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Đến nội dung chính" });
    expect((await focused(page)).element).toContain('class="skip"');
    expect((await skip.boundingBox())!.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.locator("main :focus").count()).toBe(1);
  },

  "whatever takes the focus shows it": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31");
    await heading(page, /^Hà Nam/).waitFor();
    await page.getByRole("link", { name: "Mở danh sách" }).waitFor();
    const hidden: string[] = [];
    let visited = 0;
    for (; visited < 60; visited += 1) {
      await page.keyboard.press("Tab");
      const { element, ring } = await focused(page);
      if (element.startsWith("<body")) break;
      if (ring < 1) hidden.push(element);
    }
    expect(visited).toBeGreaterThan(30);
    expect(hidden).toEqual([]);
  },

  "a slash finds a person by name without marks, and a unit": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31");
    await heading(page, /^Hà Nam/).waitFor();
    const { people } = await ask<People>(page, "/people/query", {
      unit: "13450",
      asOf: "2023-03-31",
      measure: "collected",
      not: false,
      limit: 1,
    });
    const { fullName } = people[0]!;
    await openFound(page, bare(fullName), fullName);
    await heading(page, fullName).waitFor();
    await openFound(page, "hoang tay", "Xã Hoàng Tây");
    await heading(page, /^Xã Hoàng Tây/).waitFor();
  },

  "a question mark lists the shortcuts; g and a letter go places": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31");
    await heading(page, /^Hà Nam/).waitFor();
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Phím tắt" });
    expect(await seen(sheet)).toContain("Tìm người, đơn vị");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
    await page.keyboard.press("g");
    await page.keyboard.press("x");
    await heading(page, "3 trên 109 xã đã hoàn thành").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await heading(page, /^Hà Nam còn/).waitFor();
    expect(page.url()).toContain("/con-lai?ngay=2023-03-31");
  },

  "after a change of page the focus is on its heading; only who came by keyboard sees it there": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31");
    await heading(page, /^Hà Nam/).waitFor();
    expect((await focused(page)).element).toMatch(/^<body/);
    const onHeading = () => expect.poll(async () => (await focused(page)).element).toMatch(/^<h1/);
    await page.getByRole("link", { name: "Huyện Thanh Liêm" }).click();
    await heading(page, /Thanh Liêm còn/).waitFor();
    await onHeading();
    expect((await focused(page)).ring).toBe(0);
    await page.getByRole("link", { name: "Toàn quốc" }).press("Enter");
    await heading(page, /Toàn quốc/).waitFor();
    await onHeading();
    expect((await focused(page)).ring).toBeGreaterThan(0);
    await page.keyboard.press("Tab");
    expect(await page.locator("main :focus").count()).toBe(1);
  },
};
