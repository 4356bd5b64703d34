import type { FindingQueue, Found, Quality } from "@dinhdanh/campaign/contract";
import { checkEverybody } from "@dinhdanh/population";
import { foldPending } from "@dinhdanh/progress";
import { expect } from "vitest";
import { ask, heading, type Journeys, seen, textOf, visit } from "../visit.ts";
import { violations } from "./accessibility.ts";

const day = "2023-04-22";

export const quality: Journeys = {
  "a unit's four shares open into people, a rule into its work": async (stage) => {
    await checkEverybody(stage.register);
    await foldPending(stage.register.sql, stage.register.clock);
    const page = await visit(stage, "demo-province", `/don-vi/35/chat-luong?ngay=${day}`);
    await heading(page, "Chất lượng dữ liệu: Tỉnh Hà Nam").waitFor();
    const { figures, rules } = await ask<Quality>(page, `/quality?unit=35&asOf=${day}`);
    expect(figures.recorded).toBeGreaterThan(20_000);
    expect(figures.correct).toBeLessThan(figures.recorded);
    const units = page.getByRole("table", { name: "Theo đơn vị" });
    expect(await units.getByRole("row").count()).toBe(8);
    const worst = rules![0]!;
    await page.getByRole("table", { name: "Việc cần làm theo quy tắc" }).getByRole("link").first().click();
    await page.waitForURL(/quy-tac=/);
    await heading(page, "Chất lượng dữ liệu: Tỉnh Hà Nam").waitFor();
    const queue = page.getByRole("heading", { level: 2, name: /^Danh sách việc/ });
    await expect.poll(() => textOf(queue)).toBe(`Danh sách việc: ${String(worst.open).replaceAll(/\B(?=(\d{3})+$)/g, ".")}`);
    expect(await violations(page)).toEqual([]);
    await units.getByRole("row").nth(1).getByRole("link").nth(1).click();
    await page.waitForURL(/cong-dan.*chi-so=correct/);
    const wrong = String(figures.recorded - figures.correct).replaceAll(/\B(?=(\d{3})+$)/g, ".");
    // the page before stands until this one's people come
    await expect.poll(() => seen(heading(page, /./))).toContain(wrong);
    await page.getByRole("table").getByRole("row").nth(1).waitFor();
  },

  "findings are chosen by keyboard, shown, given to an officer together, and given back together": async (stage) => {
    await checkEverybody(stage.register);
    const page = await visit(stage, "demo-chief", `/don-vi/13450/chat-luong?ngay=${day}`, { refused: [422] });
    const work = page.locator(".quality-work");
    await work.getByRole("button", { name: "Trả lại xã", exact: true }).click();
    await page.getByText("Chưa chọn việc nào").waitFor();
    const ticks = work.getByRole("checkbox", { name: /^Chọn: / });
    for (const n of [0, 1]) {
      await ticks.nth(n).focus();
      await page.keyboard.press("Space");
    }
    await work.getByText("Đã chọn 2 việc", { exact: true }).waitFor();
    await work.getByRole("button", { name: "Giao việc", exact: true }).click();
    await page.getByText("Chưa chọn cán bộ: chọn người nhận việc.").waitFor();
    await work.getByRole("combobox", { name: "Giao cho", exact: true }).selectOption("demo-commune");
    await work.getByRole("button", { name: "Giao việc", exact: true }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Giao việc" });
    await dialog.getByText(/^Giao 2 việc của [12] người cho Công an xã Liêm Phong/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await work.getByText(/^Đã giao 2 việc cho Công an xã Liêm Phong/).waitFor();
    await work.getByText("Đã chọn 0 việc", { exact: true }).waitFor();
    for (const n of [0, 1])
      expect(
        await work
          .getByRole("combobox", { name: /^Giao cho: / })
          .nth(n)
          .inputValue(),
      ).toBe("demo-commune");
    expect(await violations(page)).toEqual([]);
    await work
      .getByRole("checkbox", { name: /^Tất cả \d+ việc theo bộ lọc$|^\d+ việc đang hiện$/ })
      .last()
      .check();
    await work.getByRole("button", { name: "Trả lại xã", exact: true }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Trả lại \d+ việc$/ })
      .click();
    await work.getByText(/^Đã trả lại \d+ việc cho công an xã\./).waitFor();
    const queue = await ask<FindingQueue>(page, "/quality/findings", { unit: "13450", asOf: day });
    expect(queue.findings.filter(({ owner }) => owner !== null)).toEqual([]);
  },

  "a finding is taken over, found among one's own, given back, and given by the chief": async (stage) => {
    const page = await visit(stage, "demo-commune", `/don-vi/13450/chat-luong?ngay=${day}`);
    const take = page.getByRole("button", { name: /^Nhận: / });
    await take.first().click();
    const back = page.getByRole("button", { name: /^Trả lại: / });
    await back.waitFor();
    const owners = page.getByRole("table", { name: "Việc theo người phụ trách" });
    await owners.getByRole("link", { name: /\(Bạn\): mở 1 việc$/ }).click();
    await page.waitForURL(/phu-trach=mine/);
    await page.getByRole("heading", { level: 2, name: "Danh sách việc: 1", exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("table", { name: "Việc cần làm theo quy tắc, tính đến nay: Việc của tôi" }).waitFor();
    await page.getByRole("combobox", { name: "Phụ trách" }).focus();
    await page.getByRole("combobox", { name: "Phụ trách" }).selectOption("nobody");
    await page.waitForURL(/phu-trach=nobody/);
    await page.getByRole("combobox", { name: "Phụ trách" }).selectOption("mine");
    await back.click();
    await page.getByText("Không còn việc nào theo lựa chọn này.").waitFor();
    await page.getByRole("link", { name: "Xem mọi việc của đơn vị" }).click();
    await take.first().waitFor();
    const chief = await visit(stage, "demo-chief", `/don-vi/13450/chat-luong?ngay=${day}`);
    const owner = chief.getByRole("combobox", { name: /^Giao cho: / }).first();
    await owner.selectOption("demo-commune");
    await expect.poll(() => owner.inputValue()).toBe("demo-commune");
    expect(await violations(chief)).toEqual([]);
    await chief.getByRole("table").last().getByRole("link").first().click();
    await chief.getByText("Giao một điểm cần sửa cho cán bộ").first().waitFor();
    expect(await violations(chief)).toEqual([]);
  },

  "people of another territory are counted, and shown for a purpose": async (stage) => {
    const [stranger] = await stage.register.sql`
      SELECT p.full_name, p.pin FROM population.person p WHERE p.pin IS NOT NULL AND p.permanent_unit NOT IN ('13450') ORDER BY p.pin LIMIT 1`;
    const page = await visit(stage, "demo-commune", "/");
    await page.getByRole("combobox", { name: "Tìm người, số định danh, đơn vị" }).fill(String(stranger!["pin"]));
    await page.getByText("1 người khớp ở ngoài địa bàn").waitFor();
    expect(await page.getByRole("listbox").getByRole("option").count()).toBe(0);
    await page.getByRole("button", { name: "Xác minh dữ liệu dân cư" }).click();
    await page.getByRole("option", { name: String(stranger!["full_name"]) }).waitFor();
    const found = await ask<Found>(page, "/people/search", { q: String(stranger!["pin"]) });
    expect([found.people.length, found.outside]).toEqual([0, 1]);
  },
};
