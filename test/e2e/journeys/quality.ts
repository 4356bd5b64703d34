import type { Found, Quality } from "@dinhdanh/campaign/contract";
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

  "a finding is taken over, found among one's own, given back, and given by the chief": async (stage) => {
    const page = await visit(stage, "demo-commune", `/don-vi/13450/chat-luong?ngay=${day}`);
    const take = page.getByRole("button", { name: /^Nhận: / });
    await take.first().click();
    const back = page.getByRole("button", { name: /^Trả lại: / });
    await back.waitFor();
    await page.getByRole("combobox", { name: "Phụ trách" }).selectOption("mine");
    await page.waitForURL(/phu-trach=mine/);
    await page.getByRole("heading", { level: 2, name: "Danh sách việc: 1", exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await back.click();
    await page.getByText("Không còn việc nào theo lựa chọn này.").waitFor();
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
