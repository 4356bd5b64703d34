import { createRequire } from "node:module";
import Pdf from "pdfkit";
import { create as qrOf } from "qrcode";

const require = createRequire(import.meta.url);
/** Whole fonts: subsets for the web lack letters. */
const fonts = {
  text: require.resolve("@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf"),
  strong: require.resolve("@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf"),
};

/** Points. A4 with 20 mm at the left, where papers are filed, and 15 mm elsewhere. */
const margins = { top: 42, bottom: 56, left: 57, right: 42 };
const ink = "#1B2430";
const mute = "#5B6470";
const hair = "#B9B4A8";
const labelWidth = 148;

export type Paper = PDFKit.PDFDocument;
export type Heading = {
  /** who issues it */ office: string;
  title: string;
  subtitle: string;
  /** what the code to scan says, never personal data */ code: string;
};

/** A paper of ours: black on white, no emblem. `write` fills it; page numbers and the code's text stand at the foot of each page. */
export async function writePaper(heading: Heading, locale: string, write: (paper: Paper) => void): Promise<Buffer> {
  const paper = new Pdf({ size: "A4", margins, bufferPages: true, lang: locale, info: { Title: heading.title }, font: fonts.text });
  paper.registerFont("text", fonts.text).registerFont("strong", fonts.strong);
  const chunks: Buffer[] = [];
  paper.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done) => paper.on("end", done));
  writeHead(paper, heading);
  write(paper);
  writeFeet(paper, heading.code);
  paper.end();
  await ended;
  return Buffer.concat(chunks);
}

export const widthOf = ({ page }: Paper): number => page.width - margins.left - margins.right;

/** Moves on to a new page when less than `height` points are left. */
export function keepTogether(paper: Paper, height: number): void {
  if (paper.y + height > paper.page.height - margins.bottom) paper.addPage();
}

const codeSide = 72;

function writeHead(paper: Paper, { office, title, subtitle, code }: Heading): void {
  const width = widthOf(paper) - codeSide - 16;
  drawCode(paper, code, paper.page.width - margins.right - codeSide, margins.top);
  paper.font("text").fontSize(9).fillColor(mute).text(office, margins.left, margins.top, { width });
  paper.font("strong").fontSize(18).fillColor(ink).text(title, { width, lineGap: 2 });
  paper.font("text").fontSize(10).fillColor(mute).text(subtitle, { width });
  paper.y = Math.max(paper.y, margins.top + codeSide) + 10;
  rule(paper);
}

/** Modules of a QR as squares, so that it stays sharp in print. */
function drawCode(paper: Paper, text: string, x: number, y: number): void {
  const { modules } = qrOf(text, { errorCorrectionLevel: "M" });
  const side = codeSide / modules.size;
  paper.fillColor("#000000");
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) !== 0) paper.rect(x + column * side, y + row * side, side, side);
    }
  }
  paper.fill();
}

function rule(paper: Paper): void {
  paper
    .moveTo(margins.left, paper.y)
    .lineTo(paper.page.width - margins.right, paper.y)
    .lineWidth(0.5)
    .strokeColor(hair)
    .stroke();
  paper.y += 8;
  paper.x = margins.left;
}

export function section(paper: Paper, title: string): void {
  keepTogether(paper, 60);
  paper.y += 6;
  paper
    .font("strong")
    .fontSize(11)
    .fillColor(ink)
    .text(title, margins.left, paper.y, { width: widthOf(paper) });
  paper.y += 4;
}

/** Label and value a line; a value that is empty leaves its line out. `width`: of both together, when something stands beside them. */
export function facts(
  paper: Paper,
  lines: readonly (readonly [label: string, value: string | null | undefined])[],
  width = widthOf(paper),
): void {
  for (const [label, value] of lines) {
    if (value === undefined || value === null || value === "") continue;
    paper.font("text").fontSize(10);
    const height = paper.heightOfString(value, { width: width - labelWidth });
    keepTogether(paper, height + 4);
    const { y } = paper;
    paper.fillColor(mute).text(label, margins.left, y, { width: labelWidth - 8 });
    const below = paper.y;
    paper.fillColor(ink).text(value, margins.left + labelWidth, y, { width: width - labelWidth });
    paper.y = Math.max(below, y + height) + 4;
    paper.x = margins.left;
  }
}

export function paragraph(paper: Paper, text: string): void {
  paper
    .font("text")
    .fontSize(10.5)
    .fillColor(ink)
    .text(text, margins.left, paper.y, { width: widthOf(paper), lineGap: 2 });
  paper.y += 6;
}

/** What is to be done, the room to sign in, and one line of name. */
const signatureHeight = 108;
const nameHeight = 28;

export type SigningPlace = {
  who: string;
  how: string;
  name: string;
  /** what was drawn, in units of `field`; and words below the name */
  drawn?: { path: string; field: { width: number; height: number }; said: string } | undefined;
};

/** Places to sign, side by side: who, what is to be done there, and the name when it is known. */
export function signatures(paper: Paper, places: readonly SigningPlace[]): void {
  const width = widthOf(paper) / places.length;
  paper.font("text").fontSize(10);
  // of an officer also the code, and the words on the signature below it
  const names = places.map(({ name, drawn }) => paper.heightOfString(name, { width: width - 12 }) + (drawn === undefined ? 0 : 12));
  const height = signatureHeight - nameHeight + Math.max(nameHeight, ...names);
  keepTogether(paper, height + 14);
  paper.y += 14;
  const { y } = paper;
  places.forEach(({ who, how, name, drawn }, index) => {
    const x = margins.left + index * width;
    const options = { width: width - 12, align: "center" } as const;
    paper.font("strong").fontSize(10).fillColor(ink).text(who, x, y, options);
    paper.font("text").fontSize(9).fillColor(mute).text(how, x, paper.y, options);
    if (drawn !== undefined) drawSignature(paper, drawn, { x: x + (options.width - signatureWidth) / 2, y: paper.y });
    paper
      .font("text")
      .fontSize(10)
      .fillColor(ink)
      .text(name, x, y + signatureHeight - nameHeight, options);
    if (drawn !== undefined) paper.fontSize(8).fillColor(mute).text(drawn.said, x, paper.y, options);
  });
  paper.y = y + height;
}

/** Of a signature in print, with the line under it between what is to be done and the name. */
const signatureWidth = 150;

function drawSignature(paper: Paper, { path, field }: NonNullable<SigningPlace["drawn"]>, at: { x: number; y: number }): void {
  paper
    .save()
    .translate(at.x, at.y)
    .scale(signatureWidth / field.width);
  paper.path(path).lineWidth(6).lineCap("round").lineJoin("round").strokeColor(ink).stroke();
  paper.restore();
}

function writeFeet(paper: Paper, code: string): void {
  const { start, count } = paper.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    paper.switchToPage(page);
    // below the margin a text would begin a new page
    paper.page.margins.bottom = 0;
    const y = paper.page.height - 40;
    paper.font("text").fontSize(8).fillColor(mute);
    paper.text(code, margins.left, y, { lineBreak: false });
    paper.text(`${page + 1} / ${count}`, margins.left, y, { width: widthOf(paper), align: "right" });
  }
}
