import { likeThisPerson } from "@dinhdanh/campaign";
import { type Actor, systemActor } from "@dinhdanh/kernel";
import { candidatesFor, type CandidatesQuery, findDuplicates, type FoundDuplicates } from "@dinhdanh/population";
import { searchKey } from "@dinhdanh/vietnamese";
import type { Register } from "@dinhdanh/server";
import { withFreshRegister } from "./folders.ts";
import { fold, importFile, settle } from "./load-people.ts";
import { count, heading, judged, measured, say } from "./output.ts";
import { eligible, province, simulated } from "./people.ts";
import { spreadOf, timed } from "./quantile.ts";

const each = 200;

type Sample = { personId: string; facts: CandidatesQuery };

/** What is stated of somebody of whom a record is about to be made. `known`: whether the register holds them. */
const kinds: Record<string, { known: boolean; state: (facts: CandidatesQuery) => CandidatesQuery }> = {
  "all but the number": { known: true, state: (facts) => facts },
  "name and birth date": { known: true, state: ({ fullName, birthDate, sex }) => ({ fullName, ...given({ birthDate, sex }) }) },
  "unaccented, day and month exchanged": {
    known: true,
    state: (facts) => ({ ...facts, fullName: searchKey(facts.fullName), ...given({ birthDate: exchanged(facts.birthDate) }) }),
  },
  "moved: another address and household": {
    known: true,
    state: ({ address: _address, householdId: _household, permanentUnit: _unit, phone: _phone, ...facts }) => facts,
  },
  "a newborn of the household": {
    known: false,
    state: ({ permanentUnit, address, householdId }) => ({
      ...{ fullName: "Nguyễn Thị Mới Sinh", birthDate: "2023-04-20", sex: "female" },
      ...given({ permanentUnit, address, householdId }),
    }),
  },
};

const given = (facts: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<Record<string, string>>;

function exchanged(birthDate = ""): string {
  const [year, month, day] = birthDate.split("-");
  return day === undefined || Number(day) > 12 ? birthDate : `${year}-${day}-${month}`;
}

/** Who may be this person, before a second record is made: at the size of a province, and the search of the whole register for duplicates. */
export async function candidates(files: string): Promise<void> {
  heading("candidates", "who may be this person, before a second record is made");
  await withFreshRegister(async (register) => {
    const people = await load(register, files);
    let found: FoundDuplicates = { records: 0, compared: 0, pairs: 0, fresh: 0 };
    const ms = await timed(async () => {
      found = await findDuplicates({ sql: register.sql, clock: register.clock, folder: register.home });
    });
    measured("search of the whole register (duplicates find)", ms / 1000, "s", `${count(people)} people, ${count(found.compared)} pairs compared, ${count(found.pairs)} shown`); // prettier-ignore
    const samples = await samplesOf(register);
    const officer: Actor = { code: "bench", role: "commander", scope: province };
    const all: number[] = [];
    for (const by of [systemActor, officer]) all.push(...(await askAs(register, by, samples)));
    await falseAlarms(register, samples);
    measured("candidates, p50", spreadOf(all).p50, "ms", `${count(all.length)} look-ups, reads noted`);
    judged("candidates, p95", spreadOf(all).p95, "ms", 50);
  });
}

async function load(register: Register, files: string): Promise<number> {
  const report = await importFile(register, "roll", await simulated(files, eligible, "roll"));
  await fold(register);
  await settle(register);
  return report.accepted + report.acceptedWithFindings;
}

/** People spread over the register, half of whom are known to the year or month only if there are as many; the same in every run. */
async function samplesOf({ sql }: Register): Promise<Sample[]> {
  const rows = await sql`
    SELECT * FROM (
      (SELECT * FROM population.person WHERE length(birth_date) = 10 ORDER BY md5(person_id::text) LIMIT ${each - 20})
      UNION ALL (SELECT * FROM population.person WHERE length(birth_date) < 10 ORDER BY md5(person_id::text) LIMIT 20)) p ORDER BY md5(person_id::text)`;
  const text = (value: unknown) => (value as string | null) ?? undefined;
  return rows.map((row) => ({
    personId: String(row["person_id"]),
    facts: {
      fullName: String(row["full_name"]),
      ...given({ birthDate: text(row["birth_date"]), sex: text(row["sex"]), permanentUnit: text(row["permanent_unit"]) }),
      ...given({ address: text(row["address"]), householdId: text(row["household_id"]), phone: text(row["phone"]) }),
      ...given({ fatherPin: text(row["father_pin"]), motherPin: text(row["mother_pin"]), origin: text(row["origin"]) }),
    },
  }));
}

/** Of somebody whom the register does not hold nobody should be asked about: each sample is looked up with the own record left out. */
async function falseAlarms({ sql }: Register, samples: readonly Sample[]): Promise<void> {
  for (const kind of ["all but the number", "name and birth date"]) {
    let asked = 0;
    for (const { personId, facts } of samples) {
      const like = await candidatesFor(sql, kinds[kind]?.state(facts) ?? facts, personId);
      asked += like.length > 0 ? 1 : 0;
    }
    measured(`own record left out: ${kind}`, asked, "people", `of ${samples.length} are asked about`);
  }
}

async function askAs(register: Register, by: Actor, samples: readonly Sample[]): Promise<number[]> {
  const all: number[] = [];
  for (const [kind, { known, state }] of Object.entries(kinds)) {
    const times: number[] = [];
    let [right, asked] = [0, 0];
    for (const [index, { personId, facts }] of samples.entries()) {
      const ms = await timed(async () => {
        const like = await likeThisPerson(register, by, state(facts));
        asked += like.length > 0 ? 1 : 0;
        right += like.some((one) => one.personId === personId || one.personId === null) ? 1 : 0;
      });
      if (index > 2) times.push(ms);
    }
    const { p50, p95 } = spreadOf(times);
    const said = known ? `them among those shown: ${right} of ${samples.length}` : `asked about: ${asked} of ${samples.length}`;
    measured(`${by.scope === null ? "country" : "province"}: ${kind}, p50`, p50, "ms", `p95 ${p95.toFixed(1)} ms; ${said}`);
    all.push(...times);
  }
  say("");
  return all;
}
