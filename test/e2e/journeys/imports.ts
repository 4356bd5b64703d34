import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { importedPeople } from "../imported-people.ts";
import type { Stage } from "../stage.ts";
import { heading, type Journeys, seen, textOf, visit } from "../visit.ts";
import { windows1258 } from "../windows-1258.ts";

const header = "Số định danh;Họ và tên;Ngày sinh;Giới tính;Nơi thường trú;Nơi sống;Ghi chú";

/** Phúc Xá in Hà Nội: the figures of Hà Nam stay as they are. The last two rows cannot enter. */
const rows = [
  ...importedPeople.map(({ pin, name, born, sex }) => `${pin};${name};${born};${sex};00001;12 ngõ Tự Do;đã đối chiếu`),
  "00119099901;Phùng Thị Thiếu Số;01/02/1990;Nữ;00001;;",
  "001190999029;;03/04/1990;Nữ;00001;;",
];

function rollFile({ folder }: Stage, name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function upload(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Chọn tệp" }).click()]);
  await chooser.setFiles(path);
  await heading(page, /^Xem trước/).waitFor();
}

/** Number under each word of the report. */
async function reportOf(page: Page): Promise<Record<string, number>> {
  const terms = await page.getByRole("main").getByRole("term").allInnerTexts();
  const figures = await page.getByRole("main").getByRole("definition").allInnerTexts();
  return Object.fromEntries(terms.map((term, index) => [term, Number(figures[index])]));
}

const good = importedPeople.length - 1;

export const imports: Journeys = {
  "a roll of an old office machine: preview, mapping, import, rejects mended and imported": async (stage) => {
    const page = await visit(stage, "demo-centre", "/");
    await page.getByRole("link", { name: "Nhập dữ liệu" }).click();
    await heading(page, "Nhập dữ liệu").waitFor();
    await upload(page, rollFile(stage, "danh-sach-cu.csv", windows1258(`${[header, ...rows].join("\r\n")}\r\n`)));
    await page.getByText(/bảng mã windows-1258/i).waitFor();
    const sample = page.getByRole("region", { name: /^Số định danh, Họ và tên/ });
    for (const { name } of importedPeople) await sample.getByRole("cell", { name }).waitFor();
    const columnOf = (name: string) => page.getByRole("combobox", { name: `Cột “${name}” là` });
    expect(await columnOf("Họ và tên").inputValue()).toBe("fullName");
    expect(await columnOf("Ghi chú").inputValue()).toBe("");
    await page.getByText("2 cột chưa có trường").waitFor();
    const day = page.getByRole("textbox", { name: "Ngày của danh mục" });
    const guessed = await day.inputValue();
    await page.getByText(/^Đoán là .*1\/1 mã xã/).waitFor();
    await day.fill("1/1/");
    await page.getByText("Nhập đủ ngày của danh mục").waitFor();
    await day.fill("2/1/2023");
    await page.getByText("Danh mục ngày 2/1/2023 có 1/1 mã xã").waitFor();
    await page.getByRole("button", { name: `Lấy lại ngày đoán: ${guessed}` }).press("Enter");
    await page.getByText(/^Đoán là/).waitFor();
    await columnOf("Nơi sống").selectOption({ label: "Họ và tên" });
    await page.getByText("Hai cột cùng là “Họ và tên”").waitFor();
    expect(await page.getByRole("button", { name: /^Nhập/ }).isDisabled()).toBe(true);
    await columnOf("Nơi sống").selectOption({ label: "Địa chỉ" });
    await page.getByRole("button", { name: /^Nhập/ }).click();
    await heading(page, "Đã nhập danh-sach-cu.csv, còn 2 dòng phải sửa").waitFor();
    const report = await reportOf(page);
    expect(Object.values(report)).toEqual([rows.length, good, 1, 0, 2]);
    expect(await seen(page.getByText(/^Đọc \d+ dòng/))).toContain("trả lại");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải các dòng trả lại" }).click()]);
    const returned = readFileSync(await download.path(), "utf8");
    const [one] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /^Tải 1 dòng trả lại vì: Số/ }).click(),
    ]);
    const ofOne = readFileSync(await one.path(), "utf8");
    expect([ofOne.includes("00119099901;"), ofOne.includes("001190999029;")]).toEqual([true, false]);
    await page.getByRole("link", { name: /^1 dòng, mở danh sách: Giới tính/ }).waitFor();
    expect(returned).toContain("Số định danh phải có đúng 12 chữ số");
    const mended = returned.replace("00119099901", "001190999010").replace("001190999029;;", "001190999029;Phùng Thị Quên Tên;");
    await page.getByRole("link", { name: "Nhập tệp khác" }).click();
    await upload(page, rollFile(stage, "da-sua.csv", Buffer.from(mended)));
    await page.getByRole("combobox", { name: "Cột “Nơi sống” là" }).selectOption({ label: "Địa chỉ" });
    await page.keyboard.press("Control+Enter");
    await heading(page, "Đã nhập da-sua.csv").waitFor();
    expect(Object.values(await reportOf(page))).toEqual([2, 2, 0, 0, 0]);
  },

  "who entered is found at once, with the finding": async (stage) => {
    const page = await visit(stage, "demo-centre", "/");
    const wrong = importedPeople.at(-1)!;
    await page.getByRole("combobox", { name: /^Tìm người/ }).fill(wrong.pin);
    await page.getByRole("option", { name: wrong.name }).click();
    await heading(page, wrong.name).waitFor();
    expect(await textOf(page.getByRole("main"))).toMatch(/Đối chiếu|Xác minh giới tính/);
  },

  "the same file again changes nothing": async (stage) => {
    const page = await visit(stage, "demo-centre", "/nhap-du-lieu");
    const again = [
      header.replace("Nơi sống", "Địa chỉ").replace(";Ghi chú", ""),
      ...rows.slice(0, -2).map((row) => row.split(";").slice(0, 6).join(";")),
    ];
    await upload(page, rollFile(stage, "lan-hai.csv", Buffer.from(`\uFEFF${again.join("\n")}\n`.normalize("NFD"))));
    await page.getByRole("button", { name: /^Nhập/ }).click();
    await heading(page, "Đã nhập lan-hai.csv").waitFor();
    expect(Object.values(await reportOf(page))).toEqual([importedPeople.length, 0, 0, importedPeople.length, 0]);
    await page.goto("/nhap-du-lieu");
    const history = page.locator("section").filter({ has: page.getByRole("heading", { name: "Các lần nhập" }) });
    expect(await seen(history.getByRole("row").nth(1))).toMatch(/^lan-hai\.csv .* đã xong$/);
  },

  "an officer without the permission neither sees it nor gets through": async (stage) => {
    const page = await visit(stage, "demo-province", "/");
    await heading(page, /^Hà Nam/).waitFor();
    expect(await page.getByRole("link", { name: "Nhập dữ liệu" }).count()).toBe(0);
    await page.goto("/nhap-du-lieu");
    await heading(page, "Nhập dữ liệu cần quyền riêng").waitFor();
    const form = { kind: "roll", file: { name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("pin,fullName\n") } };
    const answers = [await page.request.get("/api/v1/imports"), await page.request.post("/api/v1/imports", { multipart: form })];
    for (const answer of answers) {
      expect([answer.status(), answer.headers()["content-type"]]).toEqual([403, expect.stringContaining("application/problem+json")]);
    }
  },
};
