import type { Coverage, RankingRow } from "@dinhdanh/campaign/contract";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ask, figure, heading, type Journeys, seen, textOf, viewOf, visit } from "../visit.ts";

const coverageOf = (page: Page, unit: string, asOf: string, more = "") => ask<Coverage>(page, `/coverage?unit=${unit}&asOf=${asOf}${more}`);
const firstThree = ["Phường Liêm Chính", "Xã Liêm Phong", "Xã Hoàng Tây"];

/** From 22/4 with the slider: a month back, then eight days on. */
async function goToMarch(page: Page): Promise<void> {
  const slider = page.getByRole("slider", { name: "Ngày đang xem" });
  await slider.focus();
  await page.keyboard.press("PageDown");
  for (let day = 0; day < 8; day += 1) await page.keyboard.press("ArrowRight");
  expect(await slider.getAttribute("aria-valuetext")).toBe("31/3/2023");
  await page.waitForURL(/ngay=2023-03-31/);
}

export const overview: Journeys = {
  "opens on Hà Nam of 22/4/2023, everyone collected": async (stage) => {
    const page = await visit(stage, "demo-province", "/");
    const line = await seen(heading(page, /^Hà Nam ·/));
    const { done, target, unitsComplete, rank, measures, deadlines } = await coverageOf(page, "35", "2023-04-22");
    const ahead = deadlines.find(({ kind }) => kind === "commitment")?.daysAhead;
    expect([done, target, unitsComplete]).toEqual([20_000, 20_000, { commune: { done: 109, of: 109 }, district: { done: 6, of: 6 } }]);
    expect(line).toBe(
      `Hà Nam · ${figure(done)} / ${figure(target)} công dân (100 %) · 109/109 xã · 6/6 huyện · hạng ${rank} · sớm ${ahead} ngày`,
    );
    expect(viewOf(page)).toEqual({ ngay: "2023-04-22", "chi-so": "collected" });
    const stages = await seen(page.getByLabel("Dây chuyền từ danh sách đến thẻ"));
    for (const n of [measures.approved, measures.printed, measures.handedOver, measures.eidActivated]) expect(stages).toContain(figure(n));
    await expect.poll(() => page.title()).toBe("Tỉnh Hà Nam, 22/4/2023 · Định Danh");
  },

  "goes back to 31/3 on the slider: three communes complete": async (stage) => {
    const page = await visit(stage, "demo-province", "/");
    await goToMarch(page);
    const { remaining, done, target } = await coverageOf(page, "35", "2023-03-31");
    await heading(page, `Hà Nam còn ${figure(remaining)} người chưa thu nhận hồ sơ`).waitFor();
    const main = page.getByRole("main");
    await main.getByText(`${figure(done)} trên ${figure(target)} công dân đủ điều kiện`).waitFor();
    const first = page.locator("section").filter({ has: page.getByRole("heading", { name: "Hoàn thành sớm nhất" }) });
    // those of the day before stand until this day's come
    const names = async () => (await first.getByRole("listitem").getByRole("link").allInnerTexts()).toSorted();
    await expect.poll(names).toEqual(firstThree.toSorted());
    await main.getByRole("link", { name: "3/109 xã" }).click();
    await heading(page, "3 trên 109 xã đã hoàn thành").waitFor();
  },

  "a day that there is not is left as it was typed, and told": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31");
    const field = page.getByRole("textbox", { name: "Ngày đang xem" });
    await field.fill("31/2/2023");
    await field.press("Enter");
    expect(await seen(page.getByRole("alert"))).toBe("Không có ngày này. Ghi đủ ngày/tháng/năm, ví dụ 4/3/2023.");
    expect([await field.inputValue(), viewOf(page)["ngay"]]).toEqual(["31/2/2023", "2023-03-31"]);
    await field.fill("28/2/2023");
    await field.press("Enter");
    await page.waitForURL(/ngay=2023-02-28/);
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
  },

  "states no pace for chosen years of birth, and leads to no ranking of everybody": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31&sinh=1970-1999");
    const { remaining } = await coverageOf(page, "35", "2023-03-31", "&born=1970-1999");
    await heading(page, `Hà Nam còn ${figure(remaining)} người chưa thu nhận hồ sơ`).waitFor();
    const main = await seen(page.getByRole("main"));
    expect(main).toMatch(/\/109 xã/);
    expect(main).not.toMatch(/nhịp/);
    expect(await page.getByRole("link", { name: /\/109 xã/ }).count()).toBe(0);
  },

  "leads from the province to one person's acts, and back": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31&chi-so=collected");
    await page.getByRole("link", { name: "Huyện Thanh Liêm" }).click();
    await heading(page, /^Huyện Thanh Liêm còn/).waitFor();
    const district = await coverageOf(page, "351", "2023-03-31");
    const commune = district.children.toSorted((a, b) => b.remaining - a.remaining)[0]!;
    await page.getByRole("rowheader", { name: commune.name }).getByRole("link").click();
    await heading(page, `${commune.name} còn ${commune.remaining} người chưa thu nhận hồ sơ`).waitFor();
    expect(viewOf(page)).toEqual({ ngay: "2023-03-31", "chi-so": "collected" });
    await page
      .getByRole("main")
      .getByRole("link", { name: String(commune.done), exact: true })
      .first()
      .click();
    await heading(page, `${commune.done} người: đã thu nhận`).waitFor();
    const person = page.getByRole("row").nth(1).getByRole("rowheader").getByRole("link");
    const name = await textOf(person);
    await person.click();
    await heading(page, name).waitFor();
    const acts = await seen(page.getByRole("tabpanel", { name: "Diễn biến" }));
    expect(acts).toContain("Thu nhận hồ sơ");
    expect(acts).toContain("Đăng ký vào hệ thống");
    await page.goBack();
    await heading(page, `${commune.done} người: đã thu nhận`).waitFor();
    expect(viewOf(page)).toEqual({ ngay: "2023-03-31", "chi-so": "collected" });
    await page.goBack();
    await heading(page, `${commune.name} còn ${commune.remaining}`).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/don-vi/${commune.unit}`);
    expect(viewOf(page)).toEqual({ ngay: "2023-03-31", "chi-so": "collected" });
  },

  "switches the measure, which stays in the address": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-04-22&chi-so=collected");
    await page.getByRole("radiogroup", { name: "Chỉ số của bảng" }).getByText("Trả thẻ").click();
    const { measures } = await coverageOf(page, "35", "2023-04-22");
    const left = measures.eligible - measures.handedOver;
    await heading(page, new RegExp(`^Hà Nam còn ${figure(left)} người chưa xong: đã trả thẻ`)).waitFor();
    expect(viewOf(page)).toEqual({ ngay: "2023-04-22", "chi-so": "handedOver" });
    // complete communes, pace and forecast are those of the collection
    expect(await page.locator("p.lead").first().innerText()).not.toContain("đã xong");
    expect(await page.locator("table.units th[scope=col]").allInnerTexts()).toEqual(["Đơn vị", "Còn lại ↓", "Đã xong"]);
    await page.getByRole("link", { name: "Huyện Kim Bảng" }).first().click();
    await heading(page, /^Huyện Kim Bảng còn/).waitFor();
    expect(viewOf(page)["chi-so"]).toBe("handedOver");
    await page.reload();
    await heading(page, /^Huyện Kim Bảng còn .* đã trả thẻ/).waitFor();
  },

  "shows the figures of a day in the borders of today, and opens them": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31&chi-so=collected");
    await page.getByLabel("Địa giới").selectOption({ label: "hiện nay" });
    await page.waitForURL(/dia-gioi=nay/);
    const answer = await coverageOf(page, "35", "2023-03-31", "&borders=today");
    await heading(page, `Ninh Bình còn ${figure(answer.remaining)} người chưa thu nhận hồ sơ`).waitFor();
    const named = answer.children.filter(({ target }) => target > 0).map(({ name }) => name);
    await expect
      .poll(async () => (await page.locator("table.units").getByRole("rowheader").allInnerTexts()).toSorted())
      .toEqual(named.toSorted());
    await page
      .locator("dl.funnel")
      .getByRole("link", { name: figure(answer.measures.eligible), exact: true })
      .first()
      .click();
    await heading(page, /người: đủ điều kiện$/).waitFor();
    await page.getByText("Tỉnh Ninh Bình, đến hết ngày 31/3/2023, theo địa giới hiện nay").waitFor();
  },

  "shows no hundred per cent of units without a roll, and leads to them": async (stage) => {
    const page = await visit(stage, "demo-centre", "/don-vi/00?ngay=2023-04-22&chi-so=collected");
    const { unitsWithRoll, children, remaining } = await coverageOf(page, "00", "2023-04-22");
    expect([unitsWithRoll["province"], remaining]).toEqual([{ done: 1, of: 63 }, 0]);
    await heading(page, "Toàn quốc chưa có đủ danh sách dân cư").waitFor();
    const note = page.getByRole("link", { name: /^1\/63 tỉnh có đủ danh sách dân cư, \d+\/10\.599 xã có danh sách$/ });
    await note.waitFor();
    const table = page.locator("table.units");
    // a handful who moved there are no roll of the province
    const handful = children.find(({ roll, measures }) => roll === "none" && measures.eligible > 0)!;
    const { of } = handful.unitsWithRoll["commune"]!;
    expect(await textOf(table.getByRole("row").filter({ hasText: handful.name }))).toContain(`▲ 0/${of} xã có danh sách`);
    expect(await textOf(table.getByRole("row").filter({ hasText: "Tỉnh Hà Nam" }))).toContain("sớm 8 ngày");
    await note.press("Enter");
    await page.waitForURL(/danh-sach=thieu/);
    await expect.poll(() => page.locator("h2:focus").innerText()).toBe("Đơn vị chưa có đủ danh sách dân cư");
    expect(await table.getByRole("rowheader").count()).toBe(62);
    expect(await table.getByText("chưa có danh sách", { exact: true }).count()).toBe(
      children.filter(({ measures }) => measures.eligible === 0).length,
    );
    await page.getByRole("link", { name: "Xem các đơn vị đã có danh sách" }).click();
    await page.getByRole("heading", { name: "Theo tỉnh, nhiều việc nhất đứng trước" }).waitFor();
    await page.getByRole("button", { name: "EN: English" }).click();
    await page.getByRole("link", { name: /^1 of 63 provinces have a whole roll, \d+ of 10,599 communes have a roll$/ }).waitFor();
  },

  "tells what became of a unit that has ended, and leads there on the same day, and back": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2025-08-01&chi-so=collected", { refused: [404] });
    await heading(page, "Tỉnh Hà Nam không còn từ ngày 1/7/2025").waitFor();
    await page.getByRole("link", { name: "Tỉnh Ninh Bình" }).click();
    await heading(page, /^Ninh Bình còn/).waitFor();
    expect(viewOf(page)).toEqual({ ngay: "2025-08-01", "chi-so": "collected" });
    expect(await seen(page.locator(".lineage"))).toBe("Gồm Tỉnh Hà Nam, Tỉnh Nam Định, Tỉnh Ninh Bình (như ngày 30/6/2025).");
    await page.locator(".lineage").getByRole("link", { name: "Tỉnh Hà Nam" }).click();
    await heading(page, /^Hà Nam còn/).waitFor();
    expect(viewOf(page)["ngay"]).toBe("2025-06-30");
    await page.locator(".lineage").getByRole("link", { name: "Tỉnh Ninh Bình" }).click();
    await heading(page, /^Ninh Bình còn/).waitFor();
    expect(viewOf(page)).toEqual({ ngay: "2025-06-30", "chi-so": "collected", "dia-gioi": "nay" });
    await page.goto("/don-vi/351/con-lai?ngay=2025-08-01");
    await page.getByText("Huyện Thanh Liêm không còn từ ngày 1/7/2025").waitFor();
    await page.getByText("Người ở đây nay được tính trong Tỉnh Ninh Bình.").waitFor();
    await page.goto("/don-vi/99999?ngay=2025-08-01");
    await heading(page, "Không có đơn vị nào mang mã 99999").waitFor();
  },

  "speaks English, in English figures": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-03-31");
    await page.getByRole("button", { name: "EN: English" }).click();
    const { remaining } = await coverageOf(page, "35", "2023-03-31");
    await heading(page, `Hà Nam: ${figure(remaining, ",")} people not yet collected`).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: "Ranking" }).click();
    await heading(page, "3 of 109 communes complete").waitFor();
    await page.reload();
    await heading(page, "3 of 109 communes complete").waitFor();
    const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;
    for (const label of await page.getByRole("columnheader").allInnerTexts()) expect(label).not.toMatch(vietnamese);
  },

  "ranks the units by the day on which they completed": async (stage) => {
    const page = await visit(stage, "demo-province", "/xep-hang?ngay=2023-04-22");
    await heading(page, "109 trên 109 xã đã hoàn thành").waitFor();
    const rows = await ask<RankingRow[]>(page, "/ranking?level=commune&asOf=2023-04-22&within=35");
    expect(await page.getByRole("row").count()).toBe(rows.length + 1);
    expect(await textOf(page.getByRole("row").nth(1))).toContain(rows[0]!.name);
    await page.getByRole("combobox", { name: "Cấp" }).selectOption({ label: "Huyện" });
    await heading(page, "6 trên 6 huyện đã hoàn thành").waitFor();
    await page.getByRole("link", { name: "Huyện Thanh Liêm" }).click();
    await heading(page, /^Huyện Thanh Liêm ·/).waitFor();
  },

  "an address with values that nobody offers opens as without them": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-02-31&sap=nothing&chi-so=secrets&sinh=04-08");
    await heading(page, /^Hà Nam ·/).waitFor();
    await page.goto("/ho-so?hang=nothing");
    await heading(page, /hồ sơ$/).waitFor();
    await page.goto("/trung-lap?trang=nothing&loai=nothing");
    await heading(page, /cặp bản ghi có thể là một người$/).waitFor();
  },
};
