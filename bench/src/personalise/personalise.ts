import { once } from "node:events";
import { appendFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { initPki, issueSigner, openPki, openSigner, personaliseFile, pkiSettingsSchema } from "@dinhdanh/cards";
import { systemClock } from "@dinhdanh/kernel";
import { inFolder } from "../folders.ts";
import { count, heading, measured } from "../output.ts";
import { spreadOf } from "../quantile.ts";
import { jpeg } from "./jpeg.ts";
import type { SignSetup, SignWork } from "./sign-worker.ts";

const cards = 10_000;
const threads = availableParallelism();
const budget = 0.7;
/** Of a portrait for a chip (ICAO Doc 9303-10 4.7.2: 12 to 20 KB), and of a small one. */
const [portraitBytes, smallBytes] = [15_000, 5_000];
/** Everything is measured in turn as often as this, because what else the machine does comes and goes. */
const rounds = 7;

type Signer = Awaited<ReturnType<typeof documentSigner>>;

/** Personalisation of 10,000 cards against as many raw P-256 signatures, on the same cores in worker threads. */
export async function personalise(): Promise<void> {
  await inFolder(async (folder) => {
    heading("personalise", `${count(cards)} cards, ${threads} threads; medians of ${rounds} rounds, × raw by round`);
    const signer = await documentSigner(join(folder, "pki"));
    const fromFiles = await measureFiles(folder, signer);
    const raw = await measureSigning(signer);
    for (const [label, perSecond] of fromFiles) measured(label, perSecond, "/s", `${(perSecond / raw).toFixed(2)} × raw`);
  });
}

/** @returns raw signatures a second */
async function measureSigning({ certificateDer, privateKey }: Signer): Promise<number> {
  const workerData: SignSetup = {
    certificateDer,
    privateKeyDer: privateKey.export({ type: "pkcs8", format: "der" }),
    line: line(1) as never,
  };
  const workers = Array.from({ length: threads }, () => new Worker(new URL("sign-worker.ts", import.meta.url), { workerData }));
  const works: [label: string, kind: SignWork["kind"], bytes: number][] = [
    ["raw P-256 signatures", "raw", portraitBytes],
    ["EF.COM to EF.SOD, portrait of 15 KB", "files", portraitBytes],
    ["  limit: signature and SHA-256 alone", "limit", portraitBytes],
    ["  … and a key pair made for every chip", "files-and-keys", portraitBytes],
    ["EF.COM to EF.SOD, portrait of 5 KB", "files", smallBytes],
    ["  limit: signature and SHA-256 alone", "limit", smallBytes],
  ];
  const measure = ([, kind, bytes]: (typeof works)[number]) => rate(workers, { kind, portraitBytes: bytes, cards: cards / threads });
  for (const work of works) await measure(work);
  const rates = works.map((): Rate[] => []);
  for (let round = 0; round < rounds; round += 1) for (const [n, work] of works.entries()) rates[n]?.push(await measure(work));
  await Promise.all(workers.map((worker) => worker.terminate()));
  const raw = rates[0] ?? [];
  for (const [n, [label, kind]] of works.entries()) {
    const ratioBy = (what: keyof Rate) => median((rates[n] ?? []).map((one, round) => one[what] / (raw[round]?.[what] ?? NaN)));
    const [ratio, byProcessor] = [ratioBy("perSecond"), ratioBy("perProcessorSecond")];
    const note = `${ratio.toFixed(2)} × raw (${byProcessor.toFixed(2)} by processor time)${remarkOn(kind, ratio)}`;
    measured(label, median((rates[n] ?? []).map(({ perSecond }) => perSecond)), "/s", kind === "raw" ? "" : note);
  }
  return median(raw.map(({ perSecond }) => perSecond));
}

function remarkOn(kind: SignWork["kind"], ratio: number): string {
  if (kind === "limit") return `, the most that any writer reaches here${ratio < budget ? ": the budget lies above it" : ""}`;
  return kind === "files" ? `, budget ≥ ${budget}: ${ratio >= budget ? "met" : "missed"}` : "";
}

const median = (values: readonly number[]) => spreadOf(values).p50;

/** By the clock, and by what all threads took of the processor, with the collector's: where others work too, the clock says more of them. */
type Rate = { perSecond: number; perProcessorSecond: number };

/** All threads at once. */
async function rate(workers: readonly Worker[], work: SignWork): Promise<Rate> {
  const began = performance.now();
  const taken = process.cpuUsage();
  await Promise.all(
    workers.map(async (worker) => {
      worker.postMessage(work);
      await once(worker, "message");
    }),
  );
  const { user, system } = process.cpuUsage(taken);
  const done = work.cards * workers.length;
  return { perSecond: (done * 1e3) / (performance.now() - began), perProcessorSecond: (done * 1e6) / (user + system) };
}

/** From `cards.ndjson`, with the start of the threads. Flat memory: four times as many cards take no more. */
async function measureFiles(folder: string, signer: Signer): Promise<[label: string, perSecond: number][]> {
  writeFileSync(join(folder, "portrait.jpg"), jpeg(portraitBytes));
  const make = async (many: number, out: string | null) => {
    const input = join(folder, `cards-${many}.ndjson`);
    // bit by bit, so that the bench's own memory stays flat too
    for (let n = 1; n <= many; n += 1) appendFileSync(input, `${JSON.stringify(line(n))}\n`);
    const began = performance.now();
    const personalised = await personaliseFile({ input, out, signer, threads });
    if (!personalised.ok) throw new Error(personalised.refusal.code);
    const report = personalised.value;
    if (report.made !== many) throw new Error(`${report.made} cards were made of ${many}`);
    return (many * 1000) / (performance.now() - began);
  };
  const peak = () => process.resourceUsage().maxRSS / 2 ** 10;
  await make(cards, null);
  measured(`memory at most, ${count(cards)} cards`, peak(), "MiB");
  const inMemory = await make(4 * cards, null);
  measured(`memory at most, ${count(4 * cards)} cards`, peak(), "MiB");
  const written = await make(cards, join(folder, "out"));
  return [
    [`from files, in memory, ${count(4 * cards)} cards`, inMemory],
    [`… and written as nine files, ${count(cards)} cards`, written],
  ];
}

const line = (n: number) => ({
  ...{
    serial: `VN${String(n).padStart(8, "0")}`,
    pin: `0351900${String(n).padStart(5, "0")}`,
    fullName: "Nguyễn Thị Ví Dụ",
    birthDate: "1990-03-15",
  },
  ...{ sex: "female", issuedOn: "2023-04-22", residence: "Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam", portrait: "portrait.jpg" },
});

async function documentSigner(dir: string) {
  const access = { kind: "software", passphrase: null } as const;
  const ceremony = { operators: ["bench"], command: "bench" };
  await initPki({ dir, settings: pkiSettingsSchema.parse({}), access, keepPassphrase: false }, ceremony, systemClock);
  const pki = await openPki(dir, access, systemClock);
  if (!pki.ok) throw new Error(pki.refusal.code);
  await issueSigner(pki.value, ceremony);
  const signer = await openSigner(pki.value);
  if (!signer.ok || signer.value.privateKey === undefined) throw new Error("no signer");
  return { certificateDer: signer.value.certificate, privateKey: signer.value.privateKey };
}
