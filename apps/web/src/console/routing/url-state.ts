import { listMeasureKeys, mainMeasureKeys, ownerFilterPattern, remainingGroupKeys } from "@dinhdanh/campaign/contract";
import { dossierCauses, stepKeys } from "@dinhdanh/dossiers/contract";
import { blankStateKeys, serialPattern } from "@dinhdanh/cards/contract";
import { isDay } from "@dinhdanh/kernel/contract";
import { findingKindKeys, pairStateKeys, purposes, type Purpose } from "@dinhdanh/population/contract";

/** What a page's address carries beside its path. Never a name or a number of a person. */
type Raw = Record<string, unknown>;

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);
const day = (value: unknown): string | undefined => (typeof value === "string" && isDay(value) ? value : undefined);
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" && value.length <= 100 ? value : undefined);
const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === "string" && pattern.test(value) ? value : undefined;

/** What is absent or not allowed is there as undefined: the router lays this over the address, so a key left out would come through unchecked. */
const present = <T extends Raw>(search: T): { [K in keyof T]?: T[K] } => search;

export const sortKeys = ["remaining", "name", "done", "complete", "pace", "forecast"] as const;
export type SortKey = (typeof sortKeys)[number];

/** Whom a list is about, beside its unit. */
const whom = (raw: Raw) => ({
  ngay: day(raw["ngay"]),
  "dia-gioi": oneOf(raw["dia-gioi"], ["nay"]),
  sinh: matching(raw["sinh"], /^\d{4}-\d{4}$/),
});

export const unitSearch = (raw: Raw) =>
  present({
    ...whom(raw),
    "chi-so": oneOf(raw["chi-so"], mainMeasureKeys),
    sap: oneOf(raw["sap"], sortKeys),
    chieu: oneOf(raw["chieu"], ["nguoc"]),
    bang: oneOf(raw["bang"], ["ton-dong"]),
    /** the table holds only units without everybody's roll */
    "danh-sach": oneOf(raw["danh-sach"], ["thieu"]),
  });
export type UnitSearch = ReturnType<typeof unitSearch>;

export const remainingSearch = (raw: Raw) =>
  present({ ...whom(raw), nhom: oneOf(raw["nhom"], remainingGroupKeys), "noi-den": text(raw["noi-den"]) });

export const peopleSearch = (raw: Raw) =>
  present({
    ...{ ...whom(raw), "chi-so": oneOf(raw["chi-so"], listMeasureKeys), chua: oneOf(raw["chua"], ["1"]) },
    /** the stage that they have reached, where only those who wait behind it are meant */
    da: oneOf(raw["da"], listMeasureKeys),
  });
export type PeopleSearch = ReturnType<typeof peopleSearch>;

export const rankedLevels = ["province", "district", "commune"] as const;
export const rankingSearch = (raw: Raw) =>
  present({ ngay: day(raw["ngay"]), cap: oneOf(raw["cap"], rankedLevels), trong: matching(raw["trong"], /^\d{2,5}$/) });

export const qualitySearch = (raw: Raw) =>
  present({
    ngay: day(raw["ngay"]),
    "quy-tac": oneOf(raw["quy-tac"], findingKindKeys),
    "phu-trach": matching(raw["phu-trach"], ownerFilterPattern),
  });

export const teamsSearch = (raw: Raw) => present({ tu: day(raw["tu"]), den: day(raw["den"]) });

/** The day and the measure are those of the list that one came from: the way up leads to its figures. */
export const personSearch = (raw: Raw) =>
  present({
    ...{ "muc-dich": oneOf(raw["muc-dich"], Object.keys(purposes) as Purpose[]), ngay: day(raw["ngay"]) },
    "chi-so": oneOf(raw["chi-so"], mainMeasureKeys),
  });

/** An id says nothing about the person: it may stand in the address. */
export const counterSearch = (raw: Raw) => present({ nguoi: matching(raw["nguoi"], /^[\da-f-]{36}$/) });

export const intakeSearch = (raw: Raw) => present({ buoc: oneOf(raw["buoc"], [...stepKeys, "submit"] as const) });

/** Queues of dossiers, in the order in which their work is done. */
export const queueKeys = ["can-sua", "kiem-tra", "vuong-mac", "cho-duyet", "san-xuat", "tra-the", "ket-thuc"] as const;
export type QueueKey = (typeof queueKeys)[number];

export const dossierSearch = (raw: Raw) =>
  present({
    hang: oneOf(raw["hang"], queueKeys),
    "nguyen-nhan": oneOf(raw["nguyen-nhan"], dossierCauses),
    "qua-han": oneOf(raw["qua-han"], ["1"] as const),
    "rut-tham": oneOf(raw["rut-tham"], ["1"] as const),
    "don-vi": matching(raw["don-vi"], /^\d{2,5}$/),
  });
export type DossierSearch = ReturnType<typeof dossierSearch>;

export const caseKinds = ["hai-so", "mot-so"] as const;
export type CaseKind = (typeof caseKinds)[number];
export const pairsSearch = (raw: Raw) =>
  present({ loai: oneOf(raw["loai"], caseKinds), trang: oneOf(raw["trang"], pairStateKeys), xong: oneOf(raw["xong"], ["1"] as const) });
export const reviewSearch = (raw: Raw) => present({ hang: oneOf(raw["hang"], ["cho-duyet", "vuong-mac"] as const) });
export const stockSearch = (raw: Raw) => present({ phoi: oneOf(raw["phoi"], blankStateKeys) });
export const parcelsSearch = (raw: Raw) => present({ kien: oneOf(raw["kien"], ["moi"]) });
/** The three digits of a number that name where births are registered. */
export const numbersSearch = (raw: Raw) => present({ tinh: matching(raw["tinh"], /^\d{3}$/) });
export const areasSearch = (raw: Raw) => present({ "don-vi": matching(raw["don-vi"], /^\d{2,5}$/) });
/** A serial says nothing about the person: it may stand in the address. */
export const deskSearch = (raw: Raw) =>
  present({ "don-vi": matching(raw["don-vi"], /^\d{2,5}$/), the: matching(raw["the"], serialPattern) });

/** Where to go after signing in: only a path of this site. */
export const signInSearch = (raw: Raw) => present({ tiep: matching(raw["tiep"], /^\/(?![/\\])/) });

/** Everything is text: a unit's code 01 must not become the number 1. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

export function stringifySearch(search: Raw): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}
