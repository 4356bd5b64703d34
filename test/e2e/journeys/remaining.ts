import { readFile } from "node:fs/promises";
import type { Remaining } from "@dinhdanh/campaign/contract";
import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ask, heading, type Journeys, seen, textOf, viewOf, visit } from "../visit.ts";

const day = "2023-02-28";
const remainingOf = (page: Page, unit: string, more: object = {}) =>
  ask<Remaining>(page, "/remaining/query", { unit, asOf: day, limit: 50, ...more });
/** The list comes a moment after the heading. */
async function namesShown(page: Page): Promise<string[]> {
  await page.locator("[data-row]").first().waitFor();
  return page.locator("[data-row]").allInnerTexts();
}
/** Letters without marks, as one types in haste. */
const bare = (name: string) => name.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();

export const remaining: Journeys = {
  "Liêm Phong on 28/2: who is left, and where they stand": async (stage) => {
    const page = await visit(stage, "demo-commune", `/don-vi/13450?ngay=${day}`);
    await page.getByRole("navigation", { name: "Điều hướng chính" }).getByRole("link", { name: "Còn lại" }).click();
    const list = await remainingOf(page, "13450");
    expect(list.total).toBeGreaterThan(0);
    await heading(page, `Xã Liêm Phong còn ${list.total} người`).waitFor();
    expect(viewOf(page)["ngay"]).toBe(day);
    expect(await namesShown(page)).toEqual(list.people.map(({ fullName }) => fullName));
    const neighbour = await page.request.post("/api/v1/remaining/query", { data: { unit: "351", asOf: day } });
    expect(neighbour.status()).toBe(403);
  },

  "groups stand easy first; a filter narrows them and stays in the address": async (stage) => {
    const page = await visit(stage, "demo-team", `/don-vi/351/con-lai?ngay=${day}`);
    const list = await remainingOf(page, "351");
    await heading(page, `Huyện Thanh Liêm còn ${list.total} người`).waitFor();
    const filter = page.getByRole("navigation", { name: "Lọc theo việc cần làm" });
    const chips = (await filter.getByRole("link").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "));
    expect(chips[0]).toBe(`Dễ trước ${list.total}`);
    const counts = list.groups.filter(({ count }) => count > 0);
    expect(counts.length).toBeGreaterThan(2);
    expect(chips.slice(1).map((chip) => Number(chip.match(/\d+$/)))).toEqual(counts.map(({ count }) => count));
    const order = ["present", "homeVisit", "away", "conflict", "sentence", "abroad", "noContact"];
    expect(list.groups.map(({ group }) => group)).toEqual(order);
    await filter.getByRole("link", { name: /^Ở tỉnh khác/ }).click();
    await page.waitForURL(/nhom=away/);
    const away = await remainingOf(page, "351", { group: "away" });
    await expect.poll(() => namesShown(page)).toEqual(away.people.map(({ fullName }) => fullName));
    const place = away.groups.find(({ group }) => group === "away")!.destinations[0]!;
    await page.getByRole("navigation", { name: "Lọc theo nơi đến" }).getByRole("link", { name: place.name }).click();
    await expect.poll(async () => (await namesShown(page)).length).toBe(place.count);
    expect(viewOf(page)).toEqual({ ngay: day, nhom: "away", "noi-den": place.name });
    await page.goBack();
    await expect.poll(async () => (await namesShown(page)).length).toBe(away.people.length);
  },

  "one who is away leads to all at that place; from there to the person, to the counter, and up to the same day": async (stage) => {
    const page = await visit(stage, "demo-team", `/don-vi/351/con-lai?ngay=${day}&nhom=away`);
    const away = await remainingOf(page, "351", { group: "away" });
    const { destination } = away.people[0]!;
    await page
      .getByRole("link", { name: `Lập tổ: những người đang ở ${destination}` })
      .first()
      .click();
    expect(viewOf(page)).toEqual({ ngay: day, nhom: "away", "noi-den": destination });
    const there = await remainingOf(page, "351", { group: "away", destination });
    await expect.poll(() => namesShown(page)).toEqual(there.people.map(({ fullName }) => fullName));
    const { fullName } = there.people[0]!;
    await page.locator("[data-row]").first().click();
    await heading(page, fullName).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Thu nhận" }).click();
    await page.getByRole("button", { name: "‹ Tìm người khác" }).waitFor();
    await heading(page, fullName).waitFor();
    await page.goBack();
    await page.getByRole("navigation", { name: "Đơn vị cấp trên" }).getByRole("link", { name: "Huyện Thanh Liêm" }).click();
    await page.waitForURL(/\/don-vi\/351\?/);
    expect(viewOf(page)).toEqual({ ngay: day, "chi-so": "collected" });
  },

  "a name is found with and without its marks": async (stage) => {
    const page = await visit(stage, "demo-team", `/don-vi/351/con-lai?ngay=${day}`);
    const list = await remainingOf(page, "351");
    const someone = list.people.find(({ fullName }) => /[ạảấầậắằặẹếềệịọốồộớờợụứừựđ]/i.test(fullName))!;
    const box = page.getByRole("searchbox", { name: "Tìm tên trong danh sách" });
    for (const typed of [someone.fullName, bare(someone.fullName)]) {
      await box.fill(typed);
      await expect
        .poll(() => namesShown(page).then((names) => names.length < list.people.length && names.includes(someone.fullName)))
        .toBe(true);
    }
    await box.fill("khong ai ten nhu the nay");
    await page.getByText("Không có ai khớp bộ lọc này.").waitFor();
    await page.getByRole("link", { name: "Bỏ lọc" }).click();
    await expect.poll(async () => (await namesShown(page)).length).toBe(Math.min(50, list.total));
    expect(page.url()).not.toContain(encodeURIComponent(someone.fullName));
  },

  "j, k and Enter walk the list and open a person": async (stage) => {
    const page = await visit(stage, "demo-team", `/don-vi/351/con-lai?ngay=${day}`);
    await page.locator("[data-row]").nth(2).waitFor();
    const names = await namesShown(page);
    for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
    expect(await textOf(page.locator(":focus"))).toBe(names[1]);
    await page.keyboard.press("Enter");
    await heading(page, names[1]!).waitFor();
    await page.goBack();
    await heading(page, /^Huyện Thanh Liêm còn/).waitFor();
  },

  "the list goes along as a workbook": async (stage) => {
    const page = await visit(stage, "demo-team", `/don-vi/351/con-lai?ngay=${day}`);
    const list = await remainingOf(page, "351", { limit: 500 });
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Tải XLSX" }).click()]);
    expect(download.suggestedFilename()).toBe(`con-lai-351-${day}.xlsx`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await readFile(await download.path())).buffer);
    const cells = new Set<string>();
    for (const sheet of workbook.worksheets) sheet.eachRow((row) => row.eachCell((cell) => void cells.add(cell.text)));
    expect(list.people.filter(({ fullName }) => !cells.has(fullName))).toEqual([]);
    expect([...cells].join(" ")).toMatch(/mô phỏng/i);
  },

  "a workbook that takes long says so, is asked for once, and can be stopped by the keyboard": async (stage) => {
    const page = await visit(stage, "demo-team", `/don-vi/351/con-lai?ngay=${day}`);
    let asked = 0;
    // never answered
    await page.route("**/remaining/export", () => void (asked += 1));
    const [idle, busy] = [page.getByRole("button", { name: "Tải XLSX" }), page.getByRole("button", { name: "Đang tạo tệp…" })];
    await page.locator("[data-line]").first().waitFor();
    await idle.press("Enter");
    await busy.waitFor();
    expect(await busy.isDisabled()).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await idle.waitFor();
    expect([asked, await page.getByRole("alert").count()]).toEqual([1, 0]);
    expect(await page.locator(":focus").textContent()).toBe("Tải XLSX");
  },

  "on a phone: two lines a person, a button to call, nothing beyond the edge": async (stage) => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await visit(stage, "demo-team", `/don-vi/351/con-lai?ngay=${day}`, phone);
    const list = await remainingOf(page, "351");
    const called = list.people.find(({ phone: number }) => number !== null)!;
    const call = page
      .getByRole("link", { name: `Gọi ${called.fullName}` })
      .filter({ visible: true })
      .first();
    await call.waitFor();
    expect(await call.getAttribute("href")).toBe(`tel:${called.phone}`);
    const box = (await call.boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(40);
    for (const path of [`/don-vi/351/con-lai?ngay=${day}`, `/don-vi/35?ngay=${day}`, "/xep-hang"]) {
      await page.goto(path);
      await seen(heading(page, /./));
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    }
    const place = (await page.getByRole("navigation", { name: "Điều hướng chính" }).boundingBox())!;
    expect(place.y).toBeGreaterThan(700);
  },
};
