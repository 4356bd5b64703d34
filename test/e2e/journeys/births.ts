import type { People, PersonView } from "@dinhdanh/campaign/contract";
import { expect } from "vitest";
import { violations } from "./accessibility.ts";
import { ask, heading, type Journeys, seen, visit } from "../visit.ts";

const field = (name: string) => ({ name, exact: true });

export const births: Journeys = {
  "a birth is registered by the keyboard, with a parent found by number, and gets a number": async (stage) => {
    const page = await visit(stage, "demo-commune", "/khai-sinh");
    const { people } = await ask<People>(page, "/people/query", { unit: "13450", asOf: "2023-03-31", measure: "collected", not: false, limit: 50 }); // prettier-ignore
    const mother = people.find(({ sex, birthDate }) => sex === "female" && (birthDate ?? "") > "1985" && (birthDate ?? "") < "2000");
    const { facts } = await ask<PersonView>(page, `/people/${mother?.personId}?purpose=verify`);
    await page.getByRole("textbox", field("Họ và tên")).fill("Nguyễn Bé Thử Nghiệm");
    await page.getByRole("textbox", field("Ngày sinh")).fill("20/4/2023");
    await page.getByRole("radio", { name: /Nữ/ }).focus();
    await page.keyboard.press("2");
    await page.getByRole("combobox", field("Mẹ")).fill(facts.pin ?? "");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(facts.fullName).first().waitFor();
    // the name stands in the list, too, until the mother is taken
    await page.getByRole("button", { name: "Bỏ chọn" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("Ghi giấy tờ chứng minh.").waitFor();
    await page.getByRole("textbox", field("Giấy chứng sinh")).fill("Giấy chứng sinh số 5");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await heading(page, "Đã đăng ký Nguyễn Bé Thử Nghiệm").waitFor();
    expect(await seen(page.getByText(/^Số định danh: 035 323 /))).toMatch(/\d{3} \d{3}$/);
  },

  "who is registered a second time is asked about first, and the reason is kept": async (stage) => {
    const page = await visit(stage, "demo-commune", "/khai-sinh");
    await page.getByRole("textbox", field("Họ và tên")).fill("nguyễn bé thử nghiệm");
    await page.getByRole("textbox", field("Ngày sinh")).fill("20/4/2023");
    await page.getByRole("radio", { name: /Nữ/ }).check();
    await page.getByRole("textbox", field("Giấy chứng sinh")).fill("Giấy chứng sinh số 6");
    await page.getByRole("button", { name: "Tìm trùng và đăng ký" }).click();
    await heading(page, /^Có thể là người đã có trong sổ/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Vẫn đăng ký" }).click();
    await page.getByText("Ghi lý do trước khi đăng ký.").waitFor();
    await page.getByRole("textbox", { name: /Vì sao là người khác/ }).fill("Hai cháu khác mẹ");
    await page.getByRole("button", { name: "Vẫn đăng ký" }).click();
    await heading(page, /^Đã đăng ký/).waitFor();
    const province = await visit(stage, "demo-province", "/trung-lap?loai=hai-so");
    await province.getByRole("link", { name: /Nguyễn Bé Thử Nghiệm/i }).click();
    await province.getByText(/thôi dùng, vẫn được nhớ/).waitFor();
    expect(await violations(province)).toEqual([]);
    await province.getByRole("button", { name: "Một người: gộp" }).click();
    await province.getByText("Ghi căn cứ trước khi quyết định.").waitFor();
    await province.keyboard.type("Cùng một cháu");
    await province.getByRole("button", { name: "Một người: gộp" }).press("Enter");
    await province.getByRole("button", { name: "Hủy gộp" }).waitFor();
    await province.locator("h2:focus", { hasText: "Quyết định" }).waitFor();
    await province.getByRole("link", { name: "Về danh sách chờ xem xét" }).waitFor();
  },
};
