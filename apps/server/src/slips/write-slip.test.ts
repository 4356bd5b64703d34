import { inflateSync } from "node:zlib";
import { toDay } from "@dinhdanh/kernel";
import { syntheticPortrait } from "@dinhdanh/portrait/node";
import { expect, it } from "vitest";
import { type Slip, type SlipData, slips } from "./slip-data.ts";
import { sayMoment } from "./say.ts";
import { writeSlip } from "./write-slip.ts";

const portrait = Buffer.from(syntheticPortrait("phiếu"));
const dossierId = "0187a18a-5832-72e0-9ccb-09fab6f00ee4";
const saved = { version: 1, savedAt: "2023-04-22T01:00:00.000Z", savedBy: "demo-commune" };

const change = (index: number) => ({
  ...{ field: "address", from: `Thôn Yên Thống ${index}`, to: "Thôn Nguyễn Trung, ngõ số mười hai".repeat(3) },
  ...{ evidence: "Giấy xác nhận nơi cư trú của công an xã", form: "DC01" },
});

const dataWith = (changes: number): SlipData => ({
  dossier: {
    ...{ dossierId, personId: dossierId, fullName: "Nguyễn Thị Ưu Tú", birthDate: "1990-03-15", state: "refused", kind: "change" },
    ...{ channel: "counter", unit: "13450", unitName: "Xã Liêm Phong", occurredAt: saved.savedAt, submittedAt: null },
    ...{ stateSince: saved.savedAt, dueOn: toDay("2023-05-17"), stageDueOn: null, overdue: false, causes: [], manualReview: false },
    ...{ team: null, device: null, collectors: ["demo-commune"], reason: "Chưa đủ 14 tuổi", checks: [], mends: [], conflicts: [] },
    ...{ history: [], merged: false, events: [], dueIfSubmitted: null, statedDays: [] },
    steps: [
      { ...saved, step: "kind", content: { circumstance: "facts-changed" } },
      { ...saved, step: "changes", content: { changes: Array.from({ length: changes }, (_, index) => change(index)) } },
      { ...saved, step: "features", content: { features: "Nốt ruồi cách 2 cm trên trước cánh mũi phải" } },
      { ...saved, step: "fee", content: { exemption: null, paidVnd: 50_000, receipt: "BL 0042" } },
      { ...saved, step: "delivery", content: { way: "post", address: "Thôn Yên Thống", appointmentOn: "2023-05-17" } },
    ],
    declared: [],
    hold: null,
    onHoldFor: null,
    captures: [
      { slot: "portrait", mediaType: "image/jpeg", bytes: 1, quality: null, missing: null, savedAt: saved.savedAt },
      { slot: "finger-3", mediaType: null, bytes: 0, quality: null, missing: "amputated", savedAt: saved.savedAt },
    ],
  },
  facts: { pin: "035190999021", fullName: "Nguyễn Thị Ưu Tú", birthDate: "1990-03-15", sex: "female", residenceStatus: "present" },
  residence: "Thôn Yên Thống, Xã Liêm Phong, Huyện Thanh Liêm, Tỉnh Hà Nam",
  officers: "Nguyễn Văn Cán Bộ\ndemo-commune",
  day: "2023-04-22",
  portrait,
  signatures: {},
  locale: "vi",
});

const pagesOf = (paper: Buffer): number => paper.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;

/** What each compressed stream of the file holds. */
function streamsOf(paper: Buffer): string[] {
  const text = paper.toString("latin1");
  return [...text.matchAll(/\/FlateDecode\s*>>\s*stream\r?\n/g)].map(({ index, 0: head }) => {
    const from = index + head.length;
    return inflateSync(paper.subarray(from, text.indexOf("endstream", from))).toString("latin1");
  });
}

it.each(slips)("writes the %s on one page of A4, with fonts of its own", async (slip: Slip) => {
  const paper = await writeSlip(slip, dataWith(1));
  const text = paper.toString("latin1");
  expect([text.slice(0, 5), pagesOf(paper)]).toEqual(["%PDF-", 1]);
  expect(text).toContain("/MediaBox [0 0 595.28 841.89]");
  expect(text.match(/\/FontFile2/g)?.length).toBe(2);
  // the face of the collection slip
  expect(text.includes("/DCTDecode")).toBe(slip === "collection");
});

it("shows signatures that were given on the screen, and when", async () => {
  const at = "2023-04-22T01:05:00.000Z";
  // prettier-ignore
  const strokes = [[[12, 200], [450, 31]]] as const;
  const drawn = (paper: Buffer) => streamsOf(paper).filter((stream) => stream.includes("12 200 m") && stream.includes("450 31 l")).length;
  const collection = (signatures: SlipData["signatures"]) => writeSlip("collection", { ...dataWith(0), signatures });
  expect(drawn(await collection({}))).toBe(0);
  const one = await collection({ citizen: { strokes, at } });
  expect([drawn(one), pagesOf(one)]).toEqual([1, 1]);
  expect(sayMoment(at)).toBe("08:05 22/4/2023");
});

it("has a letter for every letter: none is the font's empty box", async () => {
  const maps = streamsOf(await writeSlip("collection", dataWith(1))).filter((stream) => stream.includes("beginbfrange"));
  expect(maps).toHaveLength(2);
  // Ễ, ươ and Ú as precomposed letters (UTF-16), which fonts for the web lack
  const letters = maps.join(" ").toLowerCase();
  for (const letter of "ễưứậ") expect(letters).toContain(`<${letter.charCodeAt(0).toString(16).padStart(4, "0")}>`);
});

it("goes on to further pages, each with its number", async () => {
  const paper = await writeSlip("collection", dataWith(20));
  expect(pagesOf(paper)).toBeGreaterThan(1);
});

it("says it in English, too", async () => {
  const [vietnamese, english] = await Promise.all([
    writeSlip("appointment", dataWith(0)),
    writeSlip("appointment", { ...dataWith(0), locale: "en" }),
  ]);
  expect(english.toString("latin1")).toContain("/Lang (en)");
  expect(english.equals(vietnamese)).toBe(false);
});
