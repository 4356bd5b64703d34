import { readFileSync } from "node:fs";
import { parseQr, qrRefusals } from "@dinhdanh/cards/contract";
import { parseTd1, parseTd3 } from "@dinhdanh/icao9303";
import type { Command } from "commander";
import { exitCodes, type JsonOption, print } from "../output.ts";
import { presentFile } from "../paths.ts";
import { reporting } from "../session.ts";

type Options = JsonOption & { file?: string };

/** `mrz parse` and `qr parse`: what a scanner read, in words; exit code 1 when it is refused. */
export function parseCommands(program: Command): void {
  const add = (name: string, what: string, parse: (bytes: Buffer) => Answer) =>
    program
      .command(name)
      .description(`read ${what} of a card`)
      .command("parse [text]")
      .description(`the text, or --file, or standard input; exit code 1 when it is refused`)
      .option("--file <file>", "read it from a file")
      .option("--json", "print as JSON")
      .action((text: string | undefined, options: Options) => reporting(async () => tell(parse(await inputOf(text, options)), options)));
  add("mrz", "the machine readable zone", readMrz);
  add("qr", "the QR", readQr);
}

type Answer = { ok: true; value: Record<string, unknown> } | { ok: false; code: string; message: string; at?: number };

function tell(answer: Answer, options: JsonOption): void {
  print(
    answer.ok ? answer.value : { error: answer.code, message: answer.message, ...(answer.at === undefined ? {} : { offset: answer.at }) },
    options,
    () => {
      if (answer.ok) for (const [name, value] of Object.entries(answer.value)) console.log(`${name.padEnd(16)}${saidOf(value)}`);
      else console.error(`${answer.code}: ${answer.message}`);
    },
  );
  if (!answer.ok) process.exitCode = exitCodes.no;
}

/** Lists by commas, parts of a name or date side by side. */
const saidOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(saidOf).join(", ");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([part, of]) => `${part} ${saidOf(of)}`)
      .join("; ");
  return typeof value === "number" || (typeof value === "string" && value !== "") ? `${value}` : "–";
};

/** More than a QR or an MRZ can hold, with room for what readers tolerate. */
const mostBytes = 65_536;

async function inputOf(text: string | undefined, { file }: Options): Promise<Buffer> {
  if (text !== undefined && text !== "-") return Buffer.from(text);
  if (file !== undefined) return readFileSync(presentFile(file)).subarray(0, mostBytes);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(parts);
}

function readQr(bytes: Buffer): Answer {
  const read = parseQr(bytes);
  if (!read.ok) return { ok: false, code: read.refusal.code, message: qrRefusals[read.refusal.code].en };
  const { card, notes, extra } = read.value;
  return { ok: true, value: { ...card, notes, extra } };
}

/** The national layout of TD1 has a check digit more than ICAO's; of two that could be read, it goes first. */
function readMrz(bytes: Buffer): Answer {
  // also as one line, with `\n` typed as two characters
  const text = bytes
    .toString("utf8")
    .replaceAll(String.raw`\n`, "\n")
    .replaceAll("\r", "");
  const isTd3 = text.replaceAll(/\s/g, "").length === 88;
  const tries = isTd3
    ? [["TD3", parseTd3(text)] as const]
    : [["TD1-VNM", parseTd1(text, "checked")] as const, ["TD1", parseTd1(text)] as const];
  const found = tries.find(([, result]) => result.ok);
  if (found?.[1].ok === true) return { ok: true, value: { format: found[0], ...found[1].value } };
  const national = /^\s*I.VNM/.test(text) ? tries[0] : tries.at(-1);
  const result = national?.[1];
  if (result === undefined || result.ok) throw new Error("an MRZ that cannot be read has a fault");
  return {
    ok: false,
    code: result.fault.code,
    message: result.fault.code === "mrz-length" ? lengthFault(text) : `${result.fault.what} at character ${result.fault.offset + 1}`,
    at: result.fault.offset,
  };
}

/** Three lines of 30 on a card, two of 44 in a passport: which line is too short or too long, and where it ends. */
function lengthFault(text: string): string {
  const lines = text.trim().split(/\s*\n\s*/);
  const [count, width] = lines.length === 2 || (lines[0]?.startsWith("P") ?? false) ? [2, 44] : [3, 30];
  const whole = `an MRZ has ${count} lines of ${width} characters`;
  if (lines.length === 1) return `${lines[0]?.length ?? 0} characters in one line: ${whole}, ${count * width} together`;
  if (lines.length !== count) return `${lines.length} lines: ${whole}`;
  const at = lines.findIndex((line) => line.length !== width);
  const length = lines[at]?.length ?? 0;
  const [word, where] =
    length < width
      ? [`${width - length} missing`, `it ends after position ${length}`]
      : [`${length - width} too many`, `from position ${width + 1} on`];
  return `line ${at + 1} has ${length} characters, ${word}: ${where}; ${whole}`;
}
