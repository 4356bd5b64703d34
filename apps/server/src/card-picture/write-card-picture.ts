import { createRequire } from "node:module";
import type { CardPicture } from "@dinhdanh/cards";
import Pdf from "pdfkit";
import { drawBack, drawFront } from "./sides.ts";

const require = createRequire(import.meta.url);
/** Whole fonts: subsets for the web lack letters. */
const fonts = {
  text: require.resolve("@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf"),
  strong: require.resolve("@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf"),
};

/** Points a millimetre, at one and a half times the size of an ID-1 card (ISO/IEC 7810: 85.60 × 53.98 mm). */
const scale = 1.5 * (72 / 25.4);
const card = { width: 85.6 * scale, height: 53.98 * scale };
const left = (595.28 - card.width) / 2;

/** Both sides on one A4 sheet, in a neutral layout of ours, with SPECIMEN across each: not the artwork of any state's document. */
export async function writeCardPicture(picture: CardPicture): Promise<Buffer> {
  const paper = new Pdf({ size: "A4", margin: 0, lang: "vi", info: { Title: "SPECIMEN" }, font: fonts.text });
  paper.registerFont("text", fonts.text).registerFont("strong", fonts.strong);
  const chunks: Buffer[] = [];
  paper.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done) => paper.on("end", done));
  const note = "Ảnh mẫu, không có giá trị như thẻ · Specimen picture, not a card";
  paper.font("text").fontSize(10).fillColor("#5B6470").text(note, 0, 56, { align: "center", width: 595.28, lineBreak: false });
  drawFront(paper, picture, { x: left, y: 90, ...card, unit: scale });
  drawBack(paper, picture, { x: left, y: 90 + card.height + 36, ...card, unit: scale });
  paper.end();
  await ended;
  return Buffer.concat(chunks);
}
