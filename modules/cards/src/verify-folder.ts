import { createHash } from "node:crypto";
import { readDg1, readDg13, type TrustList } from "@dinhdanh/icao9303";
import { type ChipAnswer, type ChipFiles, verifyChip } from "./chip/verify-chip.ts";
import { parseQr, type RevocationList } from "./contract.ts";

/** A card as `card personalise` wrote it: the chip's files, and the texts that are printed, as far as they are there. */
export type CardFolder = { serial: string; files: ChipFiles; qr?: string | undefined; mrz?: string | undefined };

/**
 * Verifies a card without a connection: the chip, what is printed against the chip, and the list of revoked cards if there is one.
 * A card that is genuine but stands on the list, or has expired, is neither genuine nor altered.
 */
export function verifyCardFolder(
  card: CardFolder,
  { trust, revoked, at }: { trust: TrustList; revoked?: RevocationList | undefined; at: Date },
): ChipAnswer {
  const answer = verifyChip(card.files, trust, at);
  if (answer.verdict !== "genuine" && answer.verdict !== "expired") return answer;
  const differing = printedDifferences(card);
  if (differing.length > 0) return { ...answer, verdict: "altered", findings: differing };
  const sodSha256 = createHash("sha256")
    .update(card.files.get("EF_SOD") ?? "")
    .digest("hex");
  const listed = revoked?.entries.find((entry) => entry.sodSha256 === sodSha256 || entry.serial === card.serial);
  return listed === undefined ? answer : { ...answer, verdict: "revoked", findings: [`card-revoked:${listed.reason}`] };
}

/** Printed texts that do not say what the chip says. */
function printedDifferences({ files, qr, mrz }: CardFolder): string[] {
  const [dg1, dg13] = [files.get("EF_DG1"), files.get("EF_DG13")].map((file) => file ?? new Uint8Array());
  const lines = readDg1(dg1 ?? new Uint8Array());
  const national = readDg13(dg13 ?? new Uint8Array());
  const found: string[] = [];
  if (mrz !== undefined && (!lines.ok || mrz.replaceAll(/\s/g, "") !== lines.value.join(""))) found.push("mrz.txt:disagrees");
  if (qr === undefined) return found;
  const read = parseQr(qr);
  const agrees =
    read.ok &&
    national.ok &&
    [
      [read.value.card.number, national.value.number],
      [read.value.card.oldNumber ?? "", national.value.oldNumber],
      [read.value.card.fullName, national.value.fullName],
      [dateOf(read.value.card.birthDate), national.value.birthDate],
      [read.value.card.sex === "male" ? "Nam" : "Nữ", national.value.sex],
      [read.value.card.residence, national.value.residence],
      [dateOf(read.value.card.issuedOn), national.value.issuedOn],
    ].every(([printed, signed]) => printed === signed);
  return agrees ? found : [...found, "qr.txt:disagrees"];
}

const dateOf = (date: string) => date.split("-").toReversed().join("/");
