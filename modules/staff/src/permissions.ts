import type { Actor, Text } from "@dinhdanh/kernel/contract";
import type { Level } from "@dinhdanh/territory/contract";

export type Role = Actor["role"];
export const officerRoles = ["commune-officer", "commune-chief", "team-leader", "commander", "centre", "auditor", "administrator"] as const;
export type OfficerRole = (typeof officerRoles)[number];

export const actions = [
  ...(["read-figures", "read-people", "import", "export", "exclude", "collect", "approve", "adjudicate", "administer", "audit"] as const),
  ...(["produce", "hand-out", "allocate-numbers", "set-areas"] as const),
  ...(["record-events", "propose-corrections", "decide-corrections", "mend", "assign"] as const),
] as const;
export type Action = (typeof actions)[number];

/**
 * What each role may do: one table for the button, the server and the test that walks it. What is not here is forbidden.
 * Who administers or audits sees no people: nobody both gives access and uses it.
 */
export const permissions: Record<Role, readonly Action[]> = {
  system: actions,
  "commune-officer": [
    "read-figures",
    "read-people",
    "exclude",
    "export",
    "collect",
    "hand-out",
    "record-events",
    "propose-corrections",
    "mend",
  ],
  // decides what others propose, and proposes what others decide: four eyes whatever the role
  "commune-chief": [
    "read-figures",
    "read-people",
    "exclude",
    "export",
    "record-events",
    "propose-corrections",
    "decide-corrections",
    "mend",
    "assign",
  ],
  "team-leader": ["read-figures", "read-people", "exclude", "export", "collect", "hand-out", "propose-corrections"],
  commander: ["read-figures", "read-people", "exclude", "export", "approve", "adjudicate", "mend", "assign"],
  centre: ["read-figures", "read-people", "exclude", "export", "import", "approve", "adjudicate", "produce", "allocate-numbers", "mend"],
  auditor: ["read-figures", "audit"],
  administrator: ["read-figures", "administer", "set-areas"],
};

/** Levels of the unit that an officer of the role may be given as scope. */
export const scopeLevels: Record<OfficerRole, readonly Level[]> = {
  "commune-officer": ["commune"],
  "commune-chief": ["commune"],
  "team-leader": ["commune", "district", "province"],
  commander: ["district", "province"],
  centre: ["country"],
  auditor: ["country", "province"],
  administrator: ["country"],
};

export const roleNames: Record<OfficerRole, Text> = {
  "commune-officer": { vi: "Công an xã", en: "Commune officer" },
  "commune-chief": { vi: "Trưởng Công an xã", en: "Commune chief" },
  "team-leader": { vi: "Tổ trưởng tổ lưu động", en: "Team leader" },
  commander: { vi: "Chỉ huy", en: "Commander" },
  centre: { vi: "Trung tâm dữ liệu quốc gia về dân cư", en: "National population data centre" },
  auditor: { vi: "Kiểm tra", en: "Auditor" },
  administrator: { vi: "Quản trị", en: "Administrator" },
};

/** A role or action that the table does not know may nothing. */
export const may = (actor: Pick<Actor, "role">, action: Action): boolean =>
  Object.hasOwn(permissions, actor.role) && permissions[actor.role].includes(action);
