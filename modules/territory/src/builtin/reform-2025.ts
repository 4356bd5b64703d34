import { type Day, toDay } from "@dinhdanh/kernel";
import type { Lineage, UnitRow } from "../unit.ts";

export const reformDay: Day = toDay("2025-07-01");
/** Đồng Nai is a city under the centre from this day. */
const renamingDay: Day = toDay("2026-04-30");

/**
 * What is known of the reform of 2025-07-01 (rules.md, section 6, and its table of provinces), and nothing more:
 * - districts are abolished everywhere, so communes stand right under their province from that day (two levels);
 * - 52 provinces go whole into 23; of the other 11 only Huế has another name;
 * - four communes go into a new one.
 * Every unit whose fate is not stated stays open until a file of units says otherwise (`import units`): closing 10,592 communes
 * without a successor would leave their people nowhere. The exception are three communes whose code a new one took; they end
 * with no known successor, and their people count towards the province only.
 */
const provinces = [
  { code: "08", name: "Tỉnh Tuyên Quang", predecessors: ["02", "08"] },
  { code: "15", name: "Tỉnh Lào Cai", predecessors: ["10", "15"] },
  { code: "19", name: "Tỉnh Thái Nguyên", predecessors: ["06", "19"] },
  { code: "24", name: "Tỉnh Bắc Ninh", predecessors: ["24", "27"] },
  { code: "25", name: "Tỉnh Phú Thọ", predecessors: ["17", "25", "26"] },
  { code: "31", name: "Thành phố Hải Phòng", predecessors: ["30", "31"] },
  { code: "33", name: "Tỉnh Hưng Yên", predecessors: ["33", "34"] },
  { code: "37", name: "Tỉnh Ninh Bình", predecessors: ["35", "36", "37"] },
  { code: "44", name: "Tỉnh Quảng Trị", predecessors: ["44", "45"] },
  { code: "46", name: "Thành phố Huế", predecessors: ["46"] },
  { code: "48", name: "Thành phố Đà Nẵng", predecessors: ["48", "49"] },
  { code: "51", name: "Tỉnh Quảng Ngãi", predecessors: ["51", "62"] },
  { code: "52", name: "Tỉnh Gia Lai", predecessors: ["52", "64"] },
  { code: "56", name: "Tỉnh Khánh Hòa", predecessors: ["56", "58"] },
  { code: "66", name: "Tỉnh Đắk Lắk", predecessors: ["54", "66"] },
  { code: "68", name: "Tỉnh Lâm Đồng", predecessors: ["60", "67", "68"] },
  { code: "75", name: "Tỉnh Đồng Nai", predecessors: ["70", "75"] },
  { code: "79", name: "Thành phố Hồ Chí Minh", predecessors: ["74", "77", "79"] },
  { code: "80", name: "Tỉnh Tây Ninh", predecessors: ["72", "80"] },
  { code: "82", name: "Tỉnh Đồng Tháp", predecessors: ["82", "87"] },
  { code: "86", name: "Tỉnh Vĩnh Long", predecessors: ["83", "84", "86"] },
  { code: "91", name: "Tỉnh An Giang", predecessors: ["89", "91"] },
  { code: "92", name: "Thành phố Cần Thơ", predecessors: ["92", "93", "94"] },
  { code: "96", name: "Tỉnh Cà Mau", predecessors: ["95", "96"] },
];
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
  const last = (code: string): UnitRow => {
    const unit = opened.findLast((one) => one.code === code) ?? old.get(code);
    if (unit === undefined) throw new Error(`the tree of 2023 has no unit ${code}`);
    return unit;
  };
  const open = (unit: Pick<UnitRow, "code" | "name" | "level" | "parentId">, predecessors: readonly string[], onDay: Day) => {
    const row = { ...unit, unitId: tree.length + opened.length, validFrom: onDay, validUntil: null };
    for (const code of predecessors) lineage.push({ fromId: last(code).unitId, toId: row.unitId, whole: true, onDay });
    for (const code of [unit.code, ...predecessors]) last(code).validUntil = onDay;
    opened.push(row);
  };
  const openProvince = (code: string, name: string, predecessors: readonly string[], onDay: Day) =>
    open({ code, name, level: "province", parentId: last("00").unitId }, predecessors, onDay);
  for (const { code, name, predecessors } of provinces) openProvince(code, name, predecessors, reformDay);
  for (const { code, name, province, predecessors } of communes)
    open({ code, name, level: "commune", parentId: last(province).unitId }, predecessors, reformDay);
  openProvince("75", "Thành phố Đồng Nai", ["75"], renamingDay);
  const districts = [...old.values()].filter((unit) => unit.level === "district");
  for (const district of districts) district.validUntil = reformDay;
  const succeeded = new Set(lineage.map(({ fromId }) => fromId));
  const closedWithoutSuccessor = [...old.values()].filter(
    (unit) => unit.level !== "district" && unit.validUntil !== null && !succeeded.has(unit.unitId),
  );
  return { units: [...old.values(), ...opened], lineage, opened, closedWithoutSuccessor, districtsAbolished: districts.length };
}
