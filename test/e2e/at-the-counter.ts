import type { Page } from "playwright-core";
import type { CounterPerson } from "./counter-people.ts";
import type { Counter } from "./counter.ts";
import { heading } from "./visit.ts";

/** What a hand scanner types when it reads the code on an old card. */
const scanOf = ({ pin, oldIds, name, born }: CounterPerson): string =>
  `${pin}|${oldIds}|${name}|${born.split("-").toReversed().join("")}|Nữ|Thôn Yên Thống, Liêm Phong|01012016`;

/** Waits until the step is open and the focus is within it. */
export async function stepOpen(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("form", { name }).locator(":focus").waitFor();
}

/** From the finder to an open draft. */
export async function beginDossier(page: Page, person: CounterPerson): Promise<void> {
  await page.getByRole("combobox", { name: "Tìm người đến làm thẻ" }).waitFor();
  await page.keyboard.type(scanOf(person));
  await page.keyboard.press("Enter");
  await heading(page, person.name).waitFor();
  await stepOpen(page, "Loại cấp");
  await page.keyboard.press("Control+Enter");
  await stepOpen(page, /DC01/);
}

/** Stands before the camera until it is content, then presses Enter; Enter again goes on. */
export async function takePortrait(page: Page): Promise<void> {
  await stepOpen(page, "Ảnh chân dung");
  await page.getByText("Ảnh đạt").waitFor({ timeout: 20_000 });
  await page.locator("button:focus", { hasText: "Chụp" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("img", { name: "Ảnh chân dung đã chụp" }).waitFor();
  await page.keyboard.press("Control+Enter");
}

/** Pairs the device where that was not done yet. */
export async function pairDevice(page: Page, { device }: Counter): Promise<void> {
  await stepOpen(page, "Vân tay");
  await page.getByRole("textbox", { name: "Cổng" }).fill(String(device.port));
  await page.getByRole("textbox", { name: "Mã ghép" }).fill(device.token);
  await page.keyboard.press("Enter");
  await page.getByText(/sẵn sàng/).waitFor();
}

/** Four, four and two, by Enter alone: the focus goes from one group to the next, and then to the way on. */
export async function takeFingers(page: Page): Promise<void> {
  for (const group of ["Lấy 4 ngón phải", "Lấy 4 ngón trái", "Lấy 2 ngón cái", /Lưu và tiếp tục/]) {
    await page.locator("button:focus", { hasText: group }).waitFor({ timeout: 20_000 });
    await page.keyboard.press("Enter");
  }
}
