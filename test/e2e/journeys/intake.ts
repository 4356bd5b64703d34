import { join } from "node:path";
import type { DossierPage, DossierView } from "@dinhdanh/dossiers/contract";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { beginDossier, pairDevice, stepOpen, takeFingers, takePortrait } from "../at-the-counter.ts";
import { counterPeople } from "../counter-people.ts";
import type { Counter } from "../counter.ts";
import { startBrowser } from "../killable-browser.ts";
import { ask, heading, listen, seen, setClock, visit } from "../visit.ts";
import { violations } from "./accessibility.ts";

const dossierIdOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? "";
const dossierOf = (page: Page) => ask<DossierView>(page, `/dossiers/${dossierIdOf(page)}?purpose=campaign`);

async function expectPaper(page: Page, slip: string): Promise<void> {
  const answer = await page.request.get(`/api/v1/dossiers/${dossierIdOf(page)}/slips/${slip}`);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  expect((await answer.body()).subarray(0, 5).toString("latin1")).toBe("%PDF-");
}

/** Signs in the field of somebody, as a hand on the mouse does. */
async function draw(page: Page, who: string): Promise<void> {
  const field = page.getByRole("img", { name: `Ô ký: ${who}` });
  await field.scrollIntoViewIfNeeded();
  const box = await field.boundingBox();
  if (box === null) throw new Error("there is no field to sign in");
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.2, 0.7));
  await page.mouse.down();
  for (const [x, y] of [[0.3, 0.2], [0.4, 0.8], [0.55, 0.3], [0.8, 0.6]] as const) await page.mouse.move(...at(x, y), { steps: 5 }); // prettier-ignore
  await page.mouse.up();
  await page.getByRole("button", { name: `Xóa, ký lại: ${who}` }).waitFor();
}

export const intake: Record<string, (counter: Counter) => Promise<void>> = {
  "by keyboard alone, from the scan of the old card to the submitted dossier": async (counter) => {
    const page = await visit(counter, "demo-commune", "/", { permissions: ["camera"] });
    await page.getByRole("navigation", { name: "Điều hướng chính" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await heading(page, "Thu nhận hồ sơ").waitFor();
    const found = [...(await violations(page))];
    await beginDossier(page, counterPeople.scanned);
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Thông tin" }).selectOption({ label: "Tôn giáo" });
    await page.getByRole("textbox", { name: "Nội dung mới" }).fill("Phật giáo");
    await page.getByRole("textbox", { name: "Giấy tờ chứng minh" }).fill("Giấy khai của công dân");
    found.push(...(await violations(page)));
    await page.keyboard.press("Control+Enter");
    await stepOpen(page, "Đặc điểm nhân dạng");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Ghi đặc điểm").waitFor();
    await page.keyboard.type("Nốt ruồi cách 2 cm trên trước cánh mũi phải");
    await page.keyboard.press("Enter");
    await takePortrait(page);
    await pairDevice(page, counter);
    await page.getByRole("button", { name: /^Ngón út trái/ }).click();
    await page.getByRole("button", { name: "Cụt" }).click();
    await takeFingers(page);
    await stepOpen(page, "Lệ phí");
    expect(await seen(page.locator(".fee"))).toContain("Không thu lệ phí");
    await page.keyboard.press("Control+Enter");
    await stepOpen(page, /Ký xác nhận/);
    await expectPaper(page, "collection");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    found.push(...(await violations(page)));
    await page.keyboard.press("Control+Enter");
    await stepOpen(page, "Hẹn trả thẻ");
    await page.keyboard.press("Control+Enter");
    await stepOpen(page, "Kiểm tra và nộp");
    expect(await seen(page.getByRole("row", { name: /^Vân tay/ }))).toContain("9 ngón đã lấy, 1 ngón không lấy được");
    found.push(...(await violations(page)));
    await page.keyboard.press("Control+Enter");
    await heading(page, `Đã nộp hồ sơ của ${counterPeople.scanned.name}`).waitFor();
    await expectPaper(page, "appointment");
    const refused = await page.request.get(`/api/v1/dossiers/${dossierIdOf(page)}/slips/refusal`);
    expect(refused.status()).toBe(409);
    expect((await dossierOf(page)).captures).toHaveLength(11);
    expect(found).toEqual([]);
    await page.keyboard.press("Enter");
    await heading(page, "Thu nhận hồ sơ").waitFor();
    expect(await page.getByRole("button", { name: /Tiếp tục hồ sơ dở dang/ }).count()).toBe(0);
  },

  "a browser that is killed in the middle of a step loses nothing": async (counter) => {
    const profile = join(counter.folder, "profile");
    const enter = async () => {
      const running = await startBrowser(profile, counter.cameraArguments);
      const [context] = running.browser.contexts();
      if (context === undefined) throw new Error("the browser has no context");
      context.setDefaultTimeout(20_000);
      await setClock(context, counter.behindMs);
      await context.request.post(`${counter.url}/api/v1/session/demo`, { data: { code: "demo-commune" } });
      const page = await context.newPage();
      // the monitor of an office: on a small screen the navigation lies over the field to sign in
      await page.setViewportSize({ width: 1366, height: 768 });
      listen(page);
      await page.goto(`${counter.url}/thu-nhan`);
      return { page, kill: running.kill };
    };
    const before = await enter();
    await beginDossier(before.page, counterPeople.killed);
    await before.page.keyboard.press("Control+Enter");
    await stepOpen(before.page, "Đặc điểm nhân dạng");
    await before.page.keyboard.type("Sẹo dài 3 cm ở mu bàn tay trái");
    const dossierId = dossierIdOf(before.page);
    // as long as a hand needs to leave the keyboard: what was typed is written within some 20 ms
    await before.page.waitForTimeout(200);
    await before.kill();
    const { page, kill } = await enter();
    await page.getByRole("button", { name: /Tiếp tục hồ sơ dở dang/ }).waitFor();
    await page.keyboard.press("F2");
    await heading(page, counterPeople.killed.name).waitFor();
    expect(dossierIdOf(page)).toBe(dossierId);
    await stepOpen(page, "Đặc điểm nhân dạng");
    expect(await page.getByRole("textbox", { name: "Đặc điểm nhân dạng" }).inputValue()).toBe("Sẹo dài 3 cm ở mu bàn tay trái");
    await page.keyboard.press("Enter");
    await stepOpen(page, "Ảnh chân dung");
    await page.getByRole("link", { name: "Ký xác nhận" }).click();
    await stepOpen(page, /Ký xác nhận/);
    await draw(page, "Công dân");
    await page.waitForTimeout(200);
    await kill();
    const third = await enter();
    await third.page.getByRole("button", { name: /Tiếp tục hồ sơ dở dang/ }).waitFor();
    await third.page.keyboard.press("F2");
    await third.page.getByRole("link", { name: "Ký xác nhận" }).click();
    await third.page.getByRole("button", { name: "Xóa, ký lại: Công dân" }).waitFor();
    await third.kill();
  },

  "both sign on the screen, and sign again what was changed after": async (counter) => {
    const page = await visit(counter, "demo-commune", "/thu-nhan", { permissions: ["camera"] });
    await beginDossier(page, counterPeople.signing);
    const step = (name: string) => page.getByRole("link", { name, exact: false }).click();
    await step("Ký xác nhận");
    await draw(page, "Công dân");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alert").getByText("Cần cả hai chữ ký").waitFor();
    await draw(page, "Cán bộ thu nhận");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await stepOpen(page, /DC01/);
    const slots = async () => (await dossierOf(page)).captures.map(({ slot }) => slot);
    expect(await slots()).toEqual(["signature-citizen", "signature-officer"]);
    await step("Ký xác nhận");
    await page.getByRole("img", { name: "Chữ ký: Công dân" }).waitFor();
    await expectPaper(page, "collection");
    await step("Đặc điểm nhân dạng");
    await page.keyboard.type("Nốt ruồi");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Đặc điểm nhân dạng (đã xong)" }).waitFor();
    await step("Ký xác nhận");
    await page.getByText("Nội dung phiếu đã sửa sau khi ký").waitFor();
    await page.getByRole("img", { name: "Ô ký: Công dân" }).waitFor();
  },

  "who is too young is refused in writing": async (counter) => {
    const page = await visit(counter, "demo-commune", "/thu-nhan");
    await page.getByRole("combobox", { name: "Tìm người đến làm thẻ" }).fill("le thi be nho");
    await page.getByRole("option", { name: counterPeople.child.name }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Chưa đủ 14 tuổi").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await page.getByText("Đã từ chối tiếp nhận").waitFor();
    const paper = page.getByRole("link", { name: "In văn bản từ chối" });
    const answer = await page.request.get((await paper.getAttribute("href")) ?? "");
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    const list = await ask<DossierPage>(page, "/dossiers/query", { purpose: "campaign", states: ["refused"] });
    expect(list.dossiers.map(({ fullName, state }) => [fullName, state])).toEqual([[counterPeople.child.name, "refused"]]);
    await page.reload();
    await page.getByText(/^Đã từ chối .*, Xã Liêm Phong$/).waitFor();
    expect(await violations(page)).toEqual([]);
  },
};
