import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accept, type Actor, type Day, dayNumber, dayOf, newId, refuse, systemActor } from "@dinhdanh/kernel";
import { type Act, actsOf, createLedger, type Ledger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import { readPortrait } from "@dinhdanh/dossiers";
import * as population from "@dinhdanh/population";
import * as progress from "@dinhdanh/progress";
import * as staff from "@dinhdanh/staff";
import * as territory from "@dinhdanh/territory";
import { fixedClock, smallJpeg, testDatabase } from "@dinhdanh/testkit";
import { cardProgramme } from "./card-programme.ts";
import { readCardLine } from "./card-data-rules.ts";
import { makeSerial } from "./contract.ts";
import {
  checkBatch,
  createBatch,
  migrations,
  orderApproved,
  personaliseBatch,
  personCards,
  receiveBlanks,
  reconcile,
  takeResult,
} from "./index.ts";
import type { PersonaliseDeps } from "./personalise-batch.ts";
import { machineFilePath } from "./personalise-batch.ts";
import { chipSigner } from "./chip-signer.ts";
import { issueSigner } from "./pki/issue-signer.ts";
import { openSigner } from "./pki/open-signer.ts";
import { ceremony, testPki, valueOf } from "./pki/test-pki.ts";

export const home = "13285";
const neighbour = "13288";
/** A person's id, and that of their dossier: in order of the number. */
export const person = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
export const dossier = (n: number): string => `00000000-0000-7000-9000-${String(n).padStart(12, "0")}`;

export const centre: Actor = { code: "tt-01", role: "centre", scope: null };
export const commune: Actor = { code: "ca-01", role: "commune-officer", scope: home };
export const elsewhere: Actor = { code: "ca-02", role: "commune-officer", scope: neighbour };

export type CardsRegister = Awaited<ReturnType<typeof cardsRegister>>;

/** A register with the built-in territory, three officers, people 1 to 60 and no cards; its clock stands at Thursday, 20 April 2023. */
export async function cardsRegister() {
  const sources = [ledgerMigrations, territory.migrations, staff.migrations, population.migrations, progress.migrations, migrations];
  const database = await testDatabase(sources, { max: 8 });
  const { sql } = database;
  const clock = fixedClock<Day>("2023-04-20T09:00:00+07:00");
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  const units = await territory.communeIndex(sql);
  const context = { unitId: (code: string, day: number) => units.resolve(code, day) ?? null };
  const engine = progress.createEngine([progress.registerProgramme, cardProgramme], context);
  const ledger: Ledger = createLedger(clock, [progress.progressProjection(engine), orderApproved(() => ledger)]);
  for (const { code, role, scope } of [centre, commune, elsewhere])
    await staff.addOfficer({ sql, ledger }, systemActor, {
      code,
      name: "Cán bộ thử",
      role: role as staff.OfficerRole,
      scope,
      password: "mật khẩu rất dài",
    });
  await addPeople(sql);
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-cards-"));
  const pki = await testPki(join(folder, "pki"), { clock });
  valueOf(await issueSigner(pki, ceremony));
  const workingDaysAfter = (from: Day, days: number) => dayOf(dayNumber(from) + days);
  const deps: PersonaliseDeps & { workingDaysAfter: typeof workingDaysAfter } = {
    ...{ sql, ledger, folder, workingDaysAfter },
    openSigner: async () => ({ signer: chipSigner(valueOf(await openSigner(pki))), close: async () => {} }),
    contentOf: async ({ personId }, serial, issuedOn) => contentOf(personId, serial, issuedOn),
    signing: new Map(),
  };
  const close = async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.close();
  };
  /** The database as it was: people and officers, and nothing that happened. */
  const empty = async () => {
    await sql`TRUNCATE ledger.act, progress.standing, progress.pending, cards.delivery, cards.blank, cards.stock_count, cards.batch, cards.parcel, cards.card, cards.revocation, cards.content_digest`;
    clock.set("2023-04-20T09:00:00+07:00");
  };
  return { database, sql, clock, ledger, engine, folder, pki, deps, close, empty };
}

/** As if the law wanted no biometrics of this person. */
export const childWithoutPortrait = 59;

const pinOf = (n: number) => `0350900${String(n).padStart(5, "0")}`;

async function addPeople(sql: CardsRegister["sql"]) {
  const all = Array.from({ length: 60 }, (_, index) => index + 1);
  await sql`
    INSERT INTO population.person (person_id, pin, full_name, search_key, birth_date, sex, permanent_unit, address, residence_status, digest, intake_id)
    SELECT person_id, pin, 'Nguyễn Văn Thử', 'nguyen van thu', '1990-03-15', 'male', ${home}, 'Thôn 1', 'present', '', gen_random_uuid()
    FROM unnest(${all.map(person)}::uuid[], ${all.map(pinOf)}::text[]) AS p (person_id, pin)`;
}

function contentOf(personId: string, serial: string, issuedOn: Day) {
  const n = Number(personId.slice(-12));
  if (n > 60) return refuse("portrait-missing");
  const line = {
    ...{ pin: pinOf(n), fullName: "Nguyễn Văn Thử", birthDate: "1990-03-15", sex: "male", nationality: "Việt Nam" },
    ...{ serial, issuedOn, portrait: "x", origin: "Hà Nam", residence: "Thôn 1", features: "" },
  };
  const data = readCardLine(line);
  const portrait = readPortrait(smallJpeg());
  if (!data.ok || !portrait.ok) throw new Error("the test's content was refused");
  return accept({ data: data.value, portrait: n === childWithoutPortrait ? null : portrait.value });
}

export function approval(n: number, payload: Record<string, unknown> = {}): Act {
  return {
    ...{
      actId: newId(),
      subjectId: person(n),
      kind: "dossier.approved",
      occurredAt: `2023-04-19T10:${String(n % 60).padStart(2, "0")}:00+07:00`,
      unit: home,
    },
    ...{ officer: "tt-02", team: null, device: null, payload: { dossierId: dossier(n), ...payload } },
  };
}

/** Approves the dossiers of people 1 to n. */
export const approve = ({ sql, ledger }: CardsRegister, n: number) =>
  sql.begin((tx) => ledger.record(tx, Array.from({ length: n }, (_, index) => approval(index + 1)))); // prettier-ignore

export const stockUp = ({ deps }: CardsRegister, blanks: number, from = 1) =>
  receiveBlanks(deps, centre, {
    deliveryId: newId(),
    supplier: "Nhà in",
    firstSerial: makeSerial("DD", from),
    lastSerial: makeSerial("DD", from + blanks - 1),
  });

export function value<T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.value;
}

export const codeOf = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
  outcome.ok ? "accepted" : outcome.refusal.code;

type Said = { serial: string; outcome: string; reason?: string };
const sha256 = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");

/** A result file for a machine file, as the machine writes it. */
export function resultFile(machineFile: Buffer, batchId: string, rows: readonly Said[]): Buffer {
  const header = { type: "header", format: "dinhdanh-result", version: 1, batchId, machineFileSha256: sha256(machineFile) };
  const lines = [header, ...rows.map((row) => ({ type: "result", ...row }))].map((line) => `${JSON.stringify(line)}\n`).join("");
  return Buffer.from(`${lines}${JSON.stringify({ type: "trailer", batchId, cards: rows.length, sha256: sha256(lines) })}\n`);
}

/** The serials of a machine file, in its order. */
export const serialsOf = (machineFile: Buffer): string[] =>
  machineFile
    .toString()
    .trim()
    .split("\n")
    .slice(1, -1)
    .map((line) => (JSON.parse(line) as { serial: string }).serial);

/** A batch as far as its machine file. */
export async function batchWithFile(register: CardsRegister, capacity: number) {
  const batchId = newId();
  value(await createBatch(register.deps, centre, { batchId, capacity }));
  value(await personaliseBatch(register.deps, centre, batchId));
  const machineFile = readFileSync(machineFilePath(register.folder, batchId));
  return { batchId, machineFile, serials: serialsOf(machineFile) };
}

/** Cards 1 to n, printed and checked, waiting to be shipped. @returns their serials */
export async function checkedCards(register: CardsRegister, n: number): Promise<string[]> {
  await approve(register, n);
  value(await stockUp(register, n + 5));
  const { batchId, machineFile, serials } = await batchWithFile(register, n);
  value(await takeResult(register.deps, centre, batchId, resultFile(machineFile, batchId, serials.map((serial) => ({ serial, outcome: "printed" }))))); // prettier-ignore
  value(
    await checkBatch(register.deps, centre, batchId, { checked: serials.map((serial) => ({ serial, passed: true })), passRest: false }),
  );
  return serials;
}

export const kindsOfActs = async ({ sql }: CardsRegister, n: number) => (await actsOf(sql, person(n))).map(({ kind }) => kind);

export async function firstCard({ deps }: CardsRegister, n: number) {
  const [card] = value(await personCards(deps, centre, person(n)));
  if (card === undefined) throw new Error("the person has no card");
  return card;
}

/** @returns the books of the blanks. @throws unless the books account for each of them */
export async function accountedBlanks({ sql }: CardsRegister) {
  const books = await reconcile(sql);
  if (!books.balanced || books.differences.length > 0) throw new Error(`the books differ: ${JSON.stringify(books.differences)}`);
  return books.total;
}
