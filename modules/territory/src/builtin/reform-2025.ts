import { type Day, toDay } from "@dinhdanh/kernel";
import type { Lineage, UnitRow } from "../unit.ts";

export const reformDay: Day = toDay("2025-07-01");

/**
 * What rules.md, section 6, states of the reform of 2025-07-01, and nothing more:
 * - districts are abolished everywhere, so communes stand right under their province from that day (two levels);
 * - Hà Nam 35, Nam Định 36 and Ninh Bình 37 go whole into the new Ninh Bình 37;
 * - four communes go into a new one.
 * Every unit whose fate is not stated stays open until a file of units says otherwise (`import units`): closing 10,592 communes
 * without a successor would leave their people nowhere. The exception are three communes whose code a new one took; they end
 * with no known successor, and their people count towards the province only.
 */
const provinces = [{ code: "37", name: "Tỉnh Ninh Bình", predecessors: ["35", "36", "37"] }];
const communes = [
  { code: "13285", name: "Phường Phủ Lý", province: "37", predecessors: ["13309"] },
  { code: "13402", name: "Phường Kim Thanh", province: "37", predecessors: ["13408"] },
  { code: "13456", name: "Xã Liêm Hà", province: "37", predecessors: ["13450"] },
  { code: "18586", name: "Xã Đông Kinh", province: "42", predecessors: ["18586"] },
];

export type Reform = {
  units: UnitRow[];
  lineage: Lineage[];
  opened: UnitRow[];
  closedWithoutSuccessor: UnitRow[];
  districtsAbolished: number;
};

/** The tree of 2023 with the reform applied; new units are numbered on from the tree's last. */
export function applyReform2025(tree: readonly UnitRow[]): Reform {
  const old = new Map(tree.map((unit) => [unit.code, { ...unit }]));
  const opened: UnitRow[] = [];
  const lineage: Lineage[] = [];
  const oldUnit = (code: string): UnitRow => {
    const unit = old.get(code);
    if (unit === undefined) throw new Error(`the tree of 2023 has no unit ${code}`);
    return unit;
  };
  const open = (unit: Pick<UnitRow, "code" | "name" | "level" | "parentId">, predecessors: readonly string[]) => {
    const row = { ...unit, unitId: tree.length + opened.length, validFrom: reformDay, validUntil: null };
    opened.push(row);
    for (const code of predecessors) lineage.push({ fromId: oldUnit(code).unitId, toId: row.unitId, whole: true, onDay: reformDay });
    for (const code of [unit.code, ...predecessors]) oldUnit(code).validUntil = reformDay;
  };
  for (const { code, name, predecessors } of provinces)
    open({ code, name, level: "province", parentId: oldUnit("00").unitId }, predecessors);
  for (const { code, name, province, predecessors } of communes) {
    const parent = opened.find((unit) => unit.code === province) ?? oldUnit(province);
    open({ code, name, level: "commune", parentId: parent.unitId }, predecessors);
  }
  const districts = [...old.values()].filter((unit) => unit.level === "district");
  for (const district of districts) district.validUntil = reformDay;
  const succeeded = new Set(lineage.map(({ fromId }) => fromId));
  const closedWithoutSuccessor = [...old.values()].filter(
    (unit) => unit.level !== "district" && unit.validUntil !== null && !succeeded.has(unit.unitId),
  );
  return { units: [...old.values(), ...opened], lineage, opened, closedWithoutSuccessor, districtsAbolished: districts.length };
}
