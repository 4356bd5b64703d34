import { createHash } from "node:crypto";
import { type Day, toDay } from "@dinhdanh/kernel";
import type { Level } from "./contract.ts";

/** A unit as stored. `parentId` is the unit above on the first day; later days follow from lineage (see `placementsOf`). */
export type UnitRow = {
  unitId: number;
  code: string;
  name: string;
  level: Level;
  /** null for the country only */
  parentId: number | null;
  validFrom: Day;
  /** first day on which it no longer exists */
  validUntil: Day | null;
};

export type Lineage = { fromId: number; toId: number; whole: boolean; onDay: Day };

/**
 * First day of the tree that ships with the register. The package it comes from holds no dates; this day stands for "as far back as this
 * register looks", earlier than any act it can hold, and is not the day on which these units came to be.
 */
export const openingDay: Day = toDay("1976-01-01");

export const countryId = 0;

/** The unit as the subject of acts: a UUIDv8 of (code, first day), the same in every database (RFC 9562, section 5.8). */
export const unitSubjectId = (code: string, validFrom: string): string => derivedId(`dinhdanh:unit:${code}:${validFrom}`);

/** A UUIDv8 made of the SHA-256 of a text. */
export function derivedId(text: string): string {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const existsOn = (unit: Pick<UnitRow, "validFrom" | "validUntil">, day: string): boolean =>
  unit.validFrom <= day && (unit.validUntil === null || unit.validUntil > day);
