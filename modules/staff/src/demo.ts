import { accept, type Outcome, refuse, systemActor } from "@dinhdanh/kernel";
import { createOfficer } from "./add-officer.ts";
import type { NewOfficer, OfficerView } from "./contract.ts";
import type { StaffDeps } from "./deps.ts";
import { type OpenedSession, openSession } from "./session.ts";
import { findOfficer, listOfficers } from "./store/officers.ts";

/** One officer a role, named by their post: no people; whom to begin with first. 351 is Thanh Liêm, the district of Liêm Phong 13450 (rules.md, sections 5 and 6). */
const demoOfficers: readonly Omit<NewOfficer, "password">[] = [
  { code: "demo-province", name: "Chỉ huy tỉnh Hà Nam (dùng thử)", role: "commander", scope: "35" },
  { code: "demo-commune", name: "Công an xã Liêm Phong (dùng thử)", role: "commune-officer", scope: "13450" },
  { code: "demo-chief", name: "Trưởng Công an xã Liêm Phong (dùng thử)", role: "commune-chief", scope: "13450" },
  { code: "demo-team", name: "Tổ lưu động huyện Thanh Liêm (dùng thử)", role: "team-leader", scope: "351" },
  { code: "demo-centre", name: "Trung tâm dữ liệu (dùng thử)", role: "centre", scope: null },
  { code: "demo-administrator", name: "Quản trị (dùng thử)", role: "administrator", scope: null },
  { code: "demo-auditor", name: "Kiểm tra (dùng thử)", role: "auditor", scope: null },
];

/** Adds the officers of a demonstration, who have no password. Only to be called in demo mode; repeatable. Needs the built-in territory. */
export async function addDemoOfficers(deps: StaffDeps): Promise<void> {
  for (const officer of demoOfficers) {
    if ((await findOfficer(deps.sql, officer.code)) !== undefined) continue;
    const outcome = await createOfficer(deps, systemActor, { ...officer, passwordHash: null, demo: true });
    // another process that starts at the same moment may have been faster
    if (!outcome.ok && outcome.refusal.code !== "code-taken") throw new Error(`demo officer ${officer.code}: ${outcome.refusal.code}`);
  }
}

/** The officers among whom a visitor of the demonstration chooses, in the order above. */
export async function listDemoOfficers(deps: StaffDeps): Promise<OfficerView[]> {
  const place = ({ code }: OfficerView) => demoOfficers.findIndex((officer) => officer.code === code);
  return (await listOfficers(deps.sql))
    .filter((officer) => officer.demo && officer.disabledAt === null)
    .toSorted((a, b) => place(a) - place(b));
}

export type SignInDemoRefusal = "demo-off" | "unknown-officer";

/** Opens a session without a password, for a demonstration officer on a server in demo mode only. */
export async function signInDemo(deps: StaffDeps, code: string, demoMode: boolean): Promise<Outcome<OpenedSession, SignInDemoRefusal>> {
  if (!demoMode) return refuse("demo-off");
  const officer = await findOfficer(deps.sql, code);
  if (officer === undefined || !officer.demo || officer.disabledAt !== null) return refuse("unknown-officer");
  return accept(await openSession(deps, officer));
}
