import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeResultFile } from "@dinhdanh/cards";
import type { DossierView } from "@dinhdanh/dossiers/contract";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { beginDossier, pairDevice, stepOpen, takeFingers, takePortrait } from "../at-the-counter.ts";
import { counterPeople } from "../counter-people.ts";
import type { Counter } from "../counter.ts";
import { type MachineFile, readMachineFile } from "../software-machine.ts";
import { ask, heading, seen, textOf, visit } from "../visit.ts";

const person = counterPeople.carried;
const { name } = person;
const commune = "13450";

/** What the overview of the commune says on the screen, by measure. */
async function figuresOn(page: Page): Promise<Record<string, number>> {
  await page.goto(`/don-vi/${commune}`);
  const stages = page.locator(".funnel .stage");
  await stages.first().waitFor();
  const said = await Promise.all(
    (await stages.all()).map(async (stage) => [await textOf(stage.locator("dt")), await textOf(stage.locator("b"))]),
  );
  return Object.fromEntries(said.map(([measure, n]): [string, number] => [measure ?? "", Number(n)]));
}

/** Collects by the keyboard alone, from the scan of the old card to the submitted dossier. */
async function collect(counter: Counter): Promise<string> {
  const page = await visit(counter, "demo-commune", "/thu-nhan", { permissions: ["camera"] });
  await beginDossier(page, person);
  await page.keyboard.press("Control+Enter");
  await stepOpen(page, "Đặc điểm nhân dạng");
  await page.keyboard.type("Nốt ruồi cách 1 cm dưới mắt trái");
  await page.keyboard.press("Enter");
  await takePortrait(page);
  await pairDevice(page, counter);
  await takeFingers(page);
  await stepOpen(page, "Lệ phí");
  await page.keyboard.press("Control+Enter");
  await stepOpen(page, /Ký xác nhận/);
  for (const key of ["Tab", "Space", "Tab", "Space", "Control+Enter"]) await page.keyboard.press(key);
  await stepOpen(page, "Hẹn trả thẻ");
  await page.keyboard.press("Control+Enter");
  await stepOpen(page, "Kiểm tra và nộp");
  await page.keyboard.press("Control+Enter");
  await heading(page, `Đã nộp hồ sơ của ${name}`).waitFor();
  const dossierId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await page.context().close();
  return dossierId;
}

/** Another officer looks and approves, by Enter. */
async function approve(counter: Counter, dossierId: string): Promise<void> {
  const page = await visit(counter, "demo-province", "/ho-so");
  const view = () => ask<DossierView>(page, `/dossiers/${dossierId}?purpose=campaign`);
  await expect.poll(async () => (await view()).state, { timeout: 15_000 }).toBe("clean");
  await page.reload();
  await page.goto("/ho-so/duyet");
  const reviewed = page.getByRole("region", { name });
  await reviewed.getByRole("button", { name: /^Duyệt/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText(`✓ ${name}`).waitFor();
  await expect.poll(async () => (await view()).state).toBe("in-production");
  await page.context().close();
}

async function chooseFile(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Chọn tệp" }).click()]);
  await chooser.setFiles([path]);
}

/** The centre makes the card and ships it. @returns what the machine got, and the code on the parcel */
async function produce(counter: Counter): Promise<{ made: MachineFile["cards"][number]; parcelQr: string }> {
  const page = await visit(counter, "demo-centre", "/ho-so");
  await page.getByRole("navigation", { name: "Điều hướng chính" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await heading(page, /^1 thẻ chờ in/).waitFor();
  await page.getByRole("button", { name: "Lập lô" }).press("Enter");
  await page.getByRole("button", { name: "Ký và tạo tệp máy" }).waitFor();
  await page.getByRole("button", { name: "Ký và tạo tệp máy" }).press("Enter");
  const link = page.getByRole("link", { name: "Tải tệp máy" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.press("Enter")]);
  const path = join(counter.folder, "may.ndjson");
  await download.saveAs(path);
  const file = readMachineFile(readFileSync(path));
  const [made] = file.cards;
  if (made === undefined) throw new Error("the machine file holds no card");
  writeFileSync(path, writeResultFile(file, [{ serial: made.serial, outcome: "printed" }]));
  await chooseFile(page, path);
  await page.getByText("1 in được, 0 không in, 0 hỏng", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Ghi kết quả" }).press("Enter");
  await page.locator("input:focus").waitFor();
  await page.keyboard.type(made.serial);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Ghi 1 thẻ đã xem" }).press("Enter");
  await page.getByText(/Lô đã xong: 1 thẻ đạt/).waitFor();
  await page.goto("/san-xuat/kien");
  await heading(page, "1 thẻ chờ gửi đến 1 đơn vị").waitFor();
  await page.getByRole("button", { name: "Đóng kiện gửi Xã Liêm Phong" }).press("Enter");
  await page.getByRole("img", { name: "Mã QR của kiện" }).waitFor();
  const parcelId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const { qr } = await ask<{ qr: string }>(page, `/parcels/${parcelId}`);
  await page.context().close();
  return { made, parcelQr: qr };
}

/** The unit counts the parcel in and hands the card over, by scanner and keyboard. */
async function deliver(counter: Counter, serial: string, parcelQr: string): Promise<void> {
  const page = await visit(counter, "demo-commune", "/tra-the");
  await heading(page, "Không có thẻ nào chờ trả tại Xã Liêm Phong").waitFor();
  await page.keyboard.type(parcelQr);
  await page.keyboard.press("Enter");
  await heading(page, "Nhận kiện 1 thẻ").waitFor();
  await page.keyboard.type(serial);
  await page.keyboard.press("Enter");
  await page.getByText("Đã quét đủ 1 thẻ").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Kiện đã nhận đủ.").waitFor();
  await page.locator("a:focus", { hasText: "Về bàn trả thẻ" }).waitFor();
  // the box that takes the focus there must not take the letter of the shortcut
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await heading(page, "1 thẻ chờ trả tại Xã Liêm Phong").waitFor();
  await page.keyboard.type(serial);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `Trả thẻ cho ${name}` }).waitFor();
  await expect.poll(() => page.locator(":focus").getAttribute("value")).toBe("fingerprint");
  for (const key of ["1", "Tab", "2", "Control+Enter"]) await page.keyboard.press(key);
  await page.getByText(`Đã trả thẻ ${serial} cho ${name}.`).waitFor();
  await page.context().close();
}

/** Anybody holds the card to the public page: its code, then its chip. */
async function verify(counter: Counter, made: MachineFile["cards"][number]): Promise<void> {
  const page = await visit(counter, null, "/kiem-tra-the");
  const verdict = page.getByRole("status").getByRole("heading", { level: 2 });
  await heading(page, "Kiểm tra thẻ").waitFor();
  await page.getByLabel("Nội dung mã QR hoặc MRZ").fill(made.qr);
  await page.getByRole("button", { name: "Kiểm tra", exact: true }).press("Enter");
  expect(await seen(verdict)).toBe("Khớp với thẻ đã cấp, đang có giá trị");
  const files = Object.entries(made.chip).map(([file, content]) => {
    const path = join(counter.folder, `${file}.bin`);
    writeFileSync(path, Buffer.from(content, "base64"));
    return path;
  });
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Chọn tệp" }).click()]);
  await chooser.setFiles(files);
  await expect.poll(() => seen(verdict)).toBe("Thẻ thật, đang có giá trị");
  await page.context().close();
}

export const line: Record<string, (counter: Counter) => Promise<void>> = {
  "one dossier goes from the counter to a card in hand that is genuine, and the figures move by one": async (counter) => {
    const page = await visit(counter, "demo-commune", "/");
    const before = await figuresOn(page);
    const dossierId = await collect(counter);
    await approve(counter, dossierId);
    const { made, parcelQr } = await produce(counter);
    expect(made.qr).toContain(`${person.pin}|${person.oldIds}|${name}|`);
    await deliver(counter, made.serial, parcelQr);
    await verify(counter, made);
    const moved = ["Đã thu nhận", "Đã duyệt", "Đã in thẻ", "Đã trả thẻ"];
    await expect
      .poll(
        async () => {
          const after = await figuresOn(page);
          return Object.fromEntries(Object.entries(after).map(([measure, n]) => [measure, n - (before[measure] ?? 0)]));
        },
        { timeout: 15_000 },
      )
      .toEqual(Object.fromEntries(Object.keys(before).map((measure) => [measure, moved.includes(measure) ? 1 : 0])));
  },
};
