import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type MachineRow as ResultRow, writeResultFile } from "@dinhdanh/cards";
import { type Desk, makeSerial, type ParcelWithCards } from "@dinhdanh/cards/contract";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { approveDossiers } from "../approved-dossiers.ts";
import { type MachineFile, readMachineFile } from "../software-machine.ts";
import type { Stage } from "../stage.ts";
import { ask, heading, type Journeys, seen, visit } from "../visit.ts";
import { violations } from "./accessibility.ts";

const dossiers = 6;
const supplier = "Nhà máy thử";

/** What the journeys hand on to each other: the line is one. */
let machineFile: MachineFile;
let printed: string[] = [];
let parcelId = "";
let holder: Desk["cards"][number];

async function choose(page: Page, name: string, paths: string[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name }).click()]);
  await chooser.setFiles(paths);
}

function fileIn({ folder }: Stage, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function scan(page: Page, label: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.getByLabel(label).fill(text);
    await page.keyboard.press("Enter");
  }
}

const printedBut = (file: MachineFile, spoiled: number): ResultRow[] =>
  file.cards.map(({ serial }, index) =>
    index === spoiled ? { serial, outcome: "spoiled", reason: "Kẹt phôi" } : { serial, outcome: "printed" },
  );

/** Takes blanks into stock, beside the 5,000 of the demonstration, and sees them in the equation, which opens into their serials. */
async function stockUp(page: Page): Promise<void> {
  await page.getByLabel("Nhà cung cấp").fill(supplier);
  await page.getByLabel("Số đầu").fill(makeSerial("AA", 1));
  await page.getByLabel("Số cuối").fill(makeSerial("AA", 20));
  await page.getByText("20 phôi trong khoảng này.").waitFor();
  await page.getByRole("button", { name: "Nhập kho" }).click();
  await heading(page, "5.020 phôi đã nhập, mọi phôi đều rõ chỗ").waitFor();
  await page.getByRole("link", { name: "5.020 trong kho" }).click();
  const serials = page.getByRole("region", { name: "Số sê-ri: Trong kho" });
  await serials.getByText(`${makeSerial("AA", 1)} – ${makeSerial("AA", 20)}`).waitFor();
}

async function downloadMachineFile(page: Page, stage: Stage): Promise<MachineFile> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải tệp máy" }).click()]);
  const path = join(stage.folder, "machine.ndjson");
  await download.saveAs(path);
  return readMachineFile(readFileSync(path));
}

/** A card that is noted as showing another face, and taken out again; the next one passes. */
async function failByMistake(page: Page, serial: string): Promise<void> {
  await page.getByText("Sai nội dung, trả hồ sơ").click();
  await scan(page, "Số sê-ri thẻ đã kiểm tra", [serial]);
  await page.getByText("Ghi lý do không đạt trước.").waitFor();
  await page.keyboard.type("ảnh của người khác");
  await page.keyboard.press("Enter");
  await page.getByText("Phải chọn ít nhất một phần sai.").waitFor();
  await page.getByRole("checkbox", { name: "Ảnh chân dung" }).check();
  await scan(page, "Số sê-ri thẻ đã kiểm tra", [serial]);
  await page.getByText("Sai nội dung, trả hồ sơ (Ảnh chân dung): ảnh của người khác").waitFor();
  await page.getByRole("button", { name: `Bỏ ${serial}` }).click();
}

const focused = (page: Page) => page.locator(":focus").getAttribute("value");

const verdict = (page: Page) => seen(page.getByRole("status").getByRole("heading", { level: 2 }));

/** The answer before stands until the new one comes. */
async function check(page: Page, text: string, expected: string): Promise<void> {
  await page.getByLabel("Nội dung mã QR hoặc MRZ").fill(text);
  await page.getByRole("button", { name: "Kiểm tra", exact: true }).click();
  await expect.poll(() => verdict(page)).toBe(expected);
}

export const cards: Journeys = {
  "approved dossiers order cards, and blanks are taken into stock": async (stage) => {
    await approveDossiers(stage, dossiers);
    const page = await visit(stage, "demo-centre", "/san-xuat/phoi");
    await stockUp(page);
    expect(await violations(page)).toEqual([]);
  },

  "orders become a batch, a machine file, a result and checked cards": async (stage) => {
    const page = await visit(stage, "demo-centre", "/san-xuat/phoi");
    await page.getByRole("link", { name: "Lô in" }).click();
    await heading(page, new RegExp(`^${dossiers} thẻ chờ in`)).waitFor();
    await page.getByText(`Lô sẽ lấy ${dossiers} thẻ gấp nhất (0 ưu tiên) và ${dossiers} phôi.`, { exact: false }).waitFor();
    await page.getByRole("button", { name: "Lập lô" }).click();
    await page.getByRole("button", { name: "Ký và tạo tệp máy" }).click();
    machineFile = await downloadMachineFile(page, stage);
    const rows = printedBut(machineFile, 1);
    const swapped = [rows[1]!, rows[0]!, ...rows.slice(2)];
    await choose(page, "Chọn tệp", [fileIn(stage, "sai.ndjson", writeResultFile(machineFile, swapped))]);
    expect(await seen(page.getByRole("alert"))).toMatch(/sai\.ndjson: \d+ lỗi.*2 Dòng sai thứ tự của lô/);
    await choose(page, "Chọn tệp", [fileIn(stage, "ket-qua.ndjson", writeResultFile(machineFile, rows))]);
    await page.getByText("5 in được, 0 không in, 1 hỏng", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Ghi kết quả" }).click();
    printed = rows.filter(({ outcome }) => outcome === "printed").map(({ serial }) => serial);
    await failByMistake(page, printed[0] ?? "");
    await scan(page, "Số sê-ri thẻ đã kiểm tra", ["AA1", ...printed]);
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await page.getByRole("button", { name: "Ghi 5 thẻ đã xem" }).click();
    await page.getByText(/Lô đã xong: 5 thẻ đạt/).waitFor();
    await page.getByRole("link", { name: "Đến lô tiếp theo" }).click();
    await heading(page, /^1 thẻ chờ in/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: "Phôi trắng" }).click();
    const equation = page.getByRole("group", { name: "Phôi đã nhập bằng tổng các chỗ" });
    await expect.poll(() => seen(equation)).toMatch(/^5\.020 đã nhập = 5\.014 trong kho \+ 0 .* \+ 5 .* \+ 1 hỏng \+ 0 thiếu ✓ khớp$/);
  },

  "a parcel is packed, its list printed, and counted in at the unit": async (stage) => {
    const page = await visit(stage, "demo-centre", "/san-xuat/kien");
    await heading(page, "5 thẻ chờ gửi đến 1 đơn vị").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Đóng kiện gửi Xã Liêm Phong" }).click();
    await page.getByRole("img", { name: "Mã QR của kiện" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe("%PDF-");
    parcelId = new URL(page.url()).pathname.split("/").at(-1)!;
    const { qr } = await ask<ParcelWithCards>(page, `/parcels/${parcelId}`);
    const unit = await visit(stage, "demo-commune", "/tra-the");
    await heading(unit, "Không có thẻ nào chờ trả tại Xã Liêm Phong").waitFor();
    await scan(unit, "Quét hoặc gõ", [qr]);
    await heading(unit, "Nhận kiện 5 thẻ").waitFor();
    const box = "Số sê-ri hoặc mã kiện";
    await scan(unit, box, [makeSerial("AA", 19)]);
    await unit.getByText(`${makeSerial("AA", 19)} không thuộc kiện này`, { exact: false }).waitFor();
    await scan(unit, box, printed.slice(1));
    await unit.getByText("Đã quét 4 trên 5").waitFor();
    await unit.reload();
    await unit.getByText("Đã quét 4 trên 5").waitFor();
    expect(await violations(unit)).toEqual([]);
    await unit.getByRole("button", { name: "Nhận 4 thẻ, báo thiếu 1" }).click();
    await unit.getByText("Kiện đã nhận, còn thiếu 1 thẻ.").waitFor();
    await scan(unit, box, printed.slice(0, 1));
    await unit.getByRole("button", { name: "Nhận 1 thẻ" }).click();
    await unit.getByText("Kiện đã nhận đủ.").waitFor();
  },

  "a card is handed over by scanner and keyboard alone": async (stage) => {
    const page = await visit(stage, "demo-commune", "/tra-the");
    await heading(page, "5 thẻ chờ trả tại Xã Liêm Phong").waitFor();
    const desk = await ask<Desk>(page, "/cards/desk", { unit: "13450", serial: printed[0] });
    holder = desk.cards[0]!;
    await page.keyboard.type(holder.serial);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: `Trả thẻ cho ${holder.fullName}` }).waitFor();
    await expect.poll(() => focused(page)).toBe("fingerprint");
    await page.keyboard.press("1");
    await page.keyboard.press("Tab");
    await page.keyboard.press("2");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await page.getByText(`Đã trả thẻ ${holder.serial} cho ${holder.fullName}.`).waitFor();
    await heading(page, "4 thẻ chờ trả tại Xã Liêm Phong").waitFor();
    expect(page.url()).not.toContain(holder.fullName);
    await expect.poll(() => page.locator(":focus").getAttribute("id")).toBe("scan");
  },

  "a card that came back is shipped again": async (stage) => {
    const unit = await visit(stage, "demo-commune", "/tra-the");
    const { cards: waiting } = await ask<Desk>(unit, "/cards/desk", { unit: "13450" });
    const [{ personId, cardId, serial }] = waiting.toReversed() as [Desk["cards"][number]];
    await ask(unit, "/cards/return", { personId, cardId, reason: "Đi vắng dài ngày" });
    const page = await visit(stage, "demo-centre", "/san-xuat/kien");
    await page.getByRole("heading", { name: "Trả về, gửi lại" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Gửi lại thẻ cho Xã Liêm Phong" }).click();
    await page.getByRole("img", { name: "Mã QR của kiện" }).waitFor();
    expect(await seen(page.getByRole("main"))).toContain(serial);
  },

  "anybody finds the card genuine, and an altered one altered": async (stage) => {
    const page = await visit(stage, null, "/kiem-tra-the");
    await heading(page, "Kiểm tra thẻ").waitFor();
    const card = machineFile.cards.find(({ serial }) => serial === holder.serial)!;
    await check(page, card.qr, "Khớp với thẻ đã cấp, đang có giá trị");
    expect(await seen(page.getByRole("status"))).toContain("Mã QR không có chữ ký");
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Nội dung mã QR hoặc MRZ").fill(card.mrz.join("\n"));
    await expect.poll(() => seen(page.getByRole("status"))).toContain("MRZ không có chữ ký");
    const altered = card.qr.replace(/\|Nam\||\|Nữ\|/, (sex) => (sex === "|Nam|" ? "|Nữ|" : "|Nam|"));
    await check(page, altered, "Bị sửa, hoặc không phải thẻ của hệ thống này");
    await check(page, "xin chào", "Không đọc được");
    const files = Object.entries(card.chip).map(([name, content]) => fileIn(stage, `${name}.bin`, Buffer.from(content, "base64")));
    await choose(page, "Chọn tệp", files);
    await expect.poll(() => verdict(page)).toBe("Thẻ thật, đang có giá trị");
    const portrait = Buffer.from(card.chip["EF_DG2"]!, "base64");
    portrait[portrait.length - 20]! ^= 1;
    fileIn(stage, "EF_DG2.bin", portrait);
    await choose(page, "Chọn tệp", files);
    await expect.poll(() => verdict(page)).toBe("Bị sửa, hoặc không phải thẻ của hệ thống này");
    expect(await seen(page.getByRole("status"))).toContain("EF.DG2 đã bị sửa");
    expect(new URL(page.url()).search).toBe("");
  },

  "a card reported lost is refused everywhere at once": async (stage) => {
    const page = await visit(stage, "demo-commune", `/cong-dan/${holder.personId}`);
    await page.getByRole("tab", { name: "Thẻ" }).click();
    const qr = page.getByRole("img", { name: "Mã QR của thẻ" });
    await qr.waitFor();
    expect(await violations(page)).toEqual([]);
    // SPECIMEN lies across the picture: beside it the QR is read from the screen as from a photo
    await page.addStyleTag({
      content: ".side-main .qr { position: fixed; inset: 0 auto auto 0; z-index: 999; width: 400px; height: 400px }",
    });
    const photo = fileIn(stage, "anh-qr.png", await qr.screenshot());
    const pdf = await page.request.get((await page.getByRole("link", { name: /^Ảnh thẻ/ }).getAttribute("href"))!);
    expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
    await page.getByRole("button", { name: "Báo mất" }).click();
    await page.getByRole("button", { name: "Xác nhận mất" }).click();
    await page.getByText(/Nằm trong danh sách thu hồi từ .*: công dân báo mất/).waitFor();
    const open = await visit(stage, null, "/kiem-tra-the");
    await choose(open, "Chọn tệp", [photo]);
    await expect.poll(() => verdict(open)).toBe("Đã thu hồi");
    const list = await open.request.get("/api/v1/revoked-cards");
    expect(await list.text()).toContain(holder.serial);
    expect(await violations(open)).toEqual([]);
  },
};
