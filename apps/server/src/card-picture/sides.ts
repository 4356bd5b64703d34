import type { CardPicture } from "@dinhdanh/cards";
import { create as qrOf } from "qrcode";

type Paper = PDFKit.PDFDocument;
/** Where a side stands, in points; `unit`: points of one of its millimetres. */
type Place = { x: number; y: number; width: number; height: number; unit: number };

const ink = "#1B2430";
const mute = "#5B6470";
const hair = "#B9B4A8";

export function drawFront(paper: Paper, { front, portrait }: CardPicture, place: Place): void {
  const { x, y, unit } = place;
  frame(paper, place);
  // 20 × 30 mm (Circular 06/2021/TT-BCA art. 3)
  drawPortrait(paper, portrait, { x: x + 4 * unit, y: y + 12 * unit, width: 20 * unit, height: 30 * unit });
  paper
    .font("strong")
    .fontSize(14)
    .fillColor(ink)
    .text(grouped(front.number), x + 28 * unit, y + 5 * unit, { lineBreak: false });
  drawQr(paper, front.qr, { x: x + 67 * unit, y: y + 4 * unit, side: 15 * unit });
  const column = { x: x + 28 * unit, width: 37 * unit };
  let at = y + 12 * unit;
  at = field(paper, ["Họ và tên", front.fullName], { ...column, y: at, strong: true });
  at = field(paper, ["Ngày sinh", front.birthDate], { ...column, y: at });
  at = field(paper, ["Giới tính · Quốc tịch", `${front.sex} · ${front.nationality}`], { ...column, y: at });
  const wide = { x: x + 28 * unit, width: 54 * unit };
  at = field(paper, ["Quê quán", front.origin], { ...wide, y: at });
  field(paper, ["Nơi thường trú", front.residence], { ...wide, y: at });
  field(paper, ["Có giá trị đến", front.expiry], { x: x + 4 * unit, width: 22 * unit, y: y + 43.5 * unit });
  specimen(paper, place);
}

export function drawBack(paper: Paper, { back, serial }: CardPicture, place: Place): void {
  const { x, y, width, unit } = place;
  frame(paper, place);
  let at = y + 4 * unit;
  at = field(paper, ["Đặc điểm nhận dạng", back.features], { x: x + 4 * unit, width: 50 * unit, y: at });
  at = field(paper, ["Ngày cấp", back.issuedOn], { x: x + 4 * unit, width: 50 * unit, y: at });
  field(paper, ["Người ký", back.signatory], { x: x + 4 * unit, width: 44 * unit, y: at });
  paper
    .roundedRect(x + 8 * unit, y + 24 * unit, 11 * unit, 9 * unit, 4)
    .lineWidth(0.8)
    .strokeColor(hair)
    .stroke();
  for (const [index, name] of ["Ngón trỏ trái", "Ngón trỏ phải"].entries()) {
    const left = x + (55 + index * 14) * unit;
    paper
      .roundedRect(left, y + 5 * unit, 12 * unit, 15 * unit, 3)
      .strokeColor(hair)
      .stroke();
    paper
      .font("text")
      .fontSize(6)
      .fillColor(mute)
      .text(name, left, y + 21 * unit, { width: 12 * unit, align: "center" });
  }
  if (serial !== null) {
    paper
      .font("text")
      .fontSize(7)
      .fillColor(mute)
      .text(serial, x + 55 * unit, y + 29 * unit, { width: 26 * unit, align: "right" });
  }
  paper.font("Courier").fontSize(12.4).fillColor(ink);
  for (const [index, line] of back.mrz.entries())
    paper.text(line, x + 4 * unit, y + (37 + index * 4.6) * unit, { width: width - 8 * unit, align: "center", lineBreak: false });
  specimen(paper, place);
}

/** A neutral place where the law wants no portrait. */
function drawPortrait(paper: Paper, portrait: string | null, { x, y, width, height }: Omit<Place, "unit">): void {
  if (portrait !== null) {
    paper.image(Buffer.from(portrait.slice(portrait.indexOf(",") + 1), "base64"), x, y, { fit: [width, height], align: "center" });
    return;
  }
  paper.roundedRect(x, y, width, height, 4).lineWidth(0.8).strokeColor(hair).stroke();
  const note = "Dưới 6 tuổi: không thu nhận ảnh";
  paper.font("text").fontSize(6).fillColor(mute).text(note, x + 4, y + height / 2 - 8, { width: width - 8, align: "center" }); // prettier-ignore
}

function frame(paper: Paper, { x, y, width, height }: Place): void {
  paper.roundedRect(x, y, width, height, 10).lineWidth(0.8).fillAndStroke("#FFFFFF", hair);
}

type Column = { x: number; y: number; width: number; strong?: boolean };

/** @returns where the next one begins */
function field(paper: Paper, [label, value]: readonly [string, string], { x, y, width, strong = false }: Column): number {
  if (value === "") return y;
  paper.font("text").fontSize(6).fillColor(mute).text(label, x, y, { width, lineBreak: false });
  paper
    .font(strong ? "strong" : "text")
    .fontSize(8)
    .fillColor(ink)
    .text(value, x, y + 8, { width });
  return paper.y + 2;
}

function drawQr(paper: Paper, text: string, { x, y, side }: { x: number; y: number; side: number }): void {
  const { modules } = qrOf(text, { errorCorrectionLevel: "M" });
  const module = side / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) !== 0) paper.rect(x + column * module, y + row * module, module, module);
    }
  }
  paper.fill("#000000");
}

/** Across the whole side, over everything: it cannot be cut away. */
function specimen(paper: Paper, { x, y, width, height }: Place): void {
  paper.save();
  paper
    .rotate(-24, { origin: [x + width / 2, y + height / 2] })
    .font("strong")
    .fontSize(44)
    .fillColor("#B3261E", 0.22)
    .text("MẪU · SPECIMEN", x - width / 4, y + height / 2 - 30, { width: width * 1.5, align: "center", lineBreak: false });
  paper.restore();
  paper.fillOpacity(1);
}

const grouped = (number: string): string => number.replace(/(\d{3})(?=\d)/g, "$1 ");
