import { randomUUID } from "node:crypto";
import { newId } from "@dinhdanh/kernel";
import { checkPeople, idsByPins } from "@dinhdanh/population";
import { retrying } from "@dinhdanh/postgres";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Stage } from "../stage.ts";
import { heading, type Journeys, visit } from "../visit.ts";
import { violations } from "./accessibility.ts";

const commune = "13450";

/** What has the focus, by its words. */
const focused = (page: Page) =>
  page.evaluate<string>("document.activeElement === document.body ? '' : document.activeElement.innerText.replaceAll(/\\s+/g, ' ').trim()");

async function pressing(page: Page, name: string | RegExp, within = "main"): Promise<void> {
  const button = page.locator(within).getByRole("button", { name }).first();
  await button.focus();
  await page.keyboard.press("Enter");
}

/** Two people of the commune whose numbers are written in the register. */
async function twoOf({ register: { sql } }: Stage): Promise<{ ids: [string, string]; pins: [string, string] }> {
  const rows = await sql`SELECT pin FROM population.person WHERE permanent_unit = ${commune} AND pin IS NOT NULL ORDER BY pin LIMIT 2`;
  const pins = [String(rows[0]!["pin"]), String(rows[1]!["pin"])] as [string, string];
  const ids = await idsByPins(sql, pins);
  return { ids: [ids.get(pins[0])!, ids.get(pins[1])!], pins };
}

/** The second is written down under the number of the first. */
async function shareNumber(stage: Stage): Promise<[string, string]> {
  const { sql, ledger } = stage.register;
  const { ids, pins } = await twoOf(stage);
  const act = { actId: newId(), subjectId: ids[1], kind: "person.amended", occurredAt: "2023-04-20T08:00:00+07:00", unit: null };
  const payload = { changes: { pin: pins[0] }, since: { pin: null } };
  await sql.begin((tx) => ledger.record(tx, [{ ...act, officer: "system", team: null, device: null, payload }]));
  // the server checks the same people beside
  await retrying(sql, (tx) => checkPeople(tx, stage.register, ids));
  return ids;
}

async function setAside({ register: { sql } }: Stage, personId: string): Promise<void> {
  await sql`
    INSERT INTO cards.card (person_id, card_id, dossier_id, attempt, state, order_reason, priority, ordered_at, unit, reason, due_on)
    VALUES (${personId}, ${randomUUID()}, ${newId()}, 1, 'set-aside', 'dossier', 0, '2023-04-21T08:00:00+07:00', ${commune}, 'portrait-broken', '2023-04-28')`;
}

/** Everywhere else the visits themselves complain when the focus is lost; these pages have no other journey. */
export const focus: Journeys = {
  "a mend of many records: from the preview to what was done, to its line when it is undone": async (stage) => {
    await retrying(stage.register.sql, async (tx) => {
      const { ids } = await twoOf(stage);
      const act = { actId: newId(), subjectId: ids[0], kind: "person.amended", occurredAt: "2023-04-20T08:00:00+07:00", unit: null };
      const payload = { changes: { phone: "+84 912 345 678" }, since: { phone: null } };
      await stage.register.ledger.record(tx, [{ ...act, officer: "system", team: null, device: null, payload }]);
      await checkPeople(tx, stage.register, ids);
    });
    const page = await visit(stage, "demo-chief", `/don-vi/${commune}/chat-luong?ngay=2023-04-22`);
    await page.getByRole("combobox", { name: /./ }).and(page.locator(".quality-mends select")).selectOption("phone-form");
    await pressing(page, "Xem trước", ".quality-mends");
    await page.getByRole("button", { name: /^Sửa \d+ người$/ }).waitFor();
    await expect.poll(() => focused(page)).toBe("Xem trước");
    await page.evaluate("scrollTo(0, 0)");
    expect(await violations(page)).toEqual([]);
    await pressing(page, /^Sửa \d+ người$/, ".quality-mends");
    await expect.poll(() => focused(page)).toMatch(/^Đã sửa \d+ người\.$/);
    await pressing(page, "Hoàn tác", ".quality-mends");
    await expect.poll(() => focused(page)).toMatch(/đã hoàn tác$/);
  },

  "what is stopped for a moment keeps it, and who leaves a field leaves it": async (stage) => {
    const page = await visit(stage, "demo-province", "/don-vi/35?ngay=2023-04-22");
    await heading(page, /754|Hà Nam/).waitFor();
    const button = page.locator("main button:enabled").first();
    await button.focus();
    // an answer that comes as soon as the browser has dropped the focus
    await button.evaluate((element: { disabled: boolean; addEventListener: (kind: string, then: () => void) => void }) => {
      element.addEventListener("blur", () => (element.disabled = false));
      element.disabled = true;
    });
    await expect.poll(() => page.locator("main button:focus").count()).toBe(1);
    await page.getByRole("combobox", { name: "Năm sinh" }).focus();
    await page.mouse.click(5, 400);
    await page.waitForTimeout(300);
    expect(await focused(page)).toBe("");
  },

  "a shared number: to what was decided, and back when it is undone": async (stage) => {
    const [first, second] = await shareNumber(stage);
    const page = await visit(stage, "demo-province", "/trung-lap?loai=mot-so");
    await heading(page, /1/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`/trung-lap/so/${first}/${second}`);
    await heading(page, /là của ai/).waitFor();
    await page.getByRole("textbox", { name: "Căn cứ" }).fill("Giấy khai sinh số 1");
    expect(await violations(page)).toEqual([]);
    await pressing(page, "Giữ số và cấp số mới cho người kia");
    await expect.poll(() => focused(page)).toBe("Quyết định");
    await page.getByRole("textbox", { name: "Căn cứ" }).fill("Nhầm người");
    await pressing(page, "Hủy quyết định");
    await expect.poll(() => focused(page)).toBe("Quyết định");
  },

  "cards set aside: to those that wait, when all are tried again": async (stage) => {
    const { ids } = await twoOf(stage);
    await setAside(stage, ids[0]);
    const page = await visit(stage, "demo-centre", "/san-xuat");
    await page.getByRole("heading", { name: /^Gác lại: 1 thẻ/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await pressing(page, "Trả hồ sơ");
    // what kept its content from being made is where it will be mended
    expect(await page.getByRole("dialog").getByRole("checkbox", { name: "Ảnh chân dung" }).isChecked()).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(page)).toBe("Trả hồ sơ");
    await pressing(page, "Cho thử lại tất cả");
    await page.getByRole("heading", { name: /^Gác lại/ }).waitFor({ state: "hidden" });
    // they wait to be made again
    await expect.poll(() => focused(page)).toBe("Chờ in, gấp trước");
  },
};
