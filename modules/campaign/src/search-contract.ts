import { isoDaySchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { purposeSchema } from "@dinhdanh/population/contract";
import { foundUnitSchema } from "@dinhdanh/territory/contract";
import { z } from "zod";

/** How a person was found, best first. */
export const searchMatches = [
  ...(["number", "old-number", "phone", "household", "exact", "prefix", "contains", "unaccented"] as const),
  ...(["birth", "parent", "place", "typo"] as const),
] as const;
export type SearchMatch = (typeof searchMatches)[number];

export const searchRequestSchema = z.strictObject({
  q: z.string().trim().min(1).max(100),
  asOf: isoDaySchema.optional(),
  /** stated to see people outside the territory; logged with every look */
  purpose: purposeSchema.optional(),
  /** whether one word or a digit may be mistyped */
  mistyped: z.boolean().optional(),
});

/** A person as a search shows them. */
export const foundPersonSchema = z.object({
  personId: uuidSchema,
  fullName: z.string(),
  birthDate: z.string().nullable(),
  sex: z.string(),
  address: z.string().nullable(),
  /** code and name of the commune of permanent residence on the day; null when it is unknown */
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  match: z.enum(searchMatches),
  /** registered outside the territory of who asks: shown for a stated purpose only */
  outside: z.boolean(),
});
export type FoundPerson = z.infer<typeof foundPersonSchema>;

/** More people than these are not listed: words are added until they fit. */
export const mostFound = 20;

/** What the one search box finds: people and units. `matched`: how the person was found. */
export const foundSchema = z.object({
  people: z.array(foundPersonSchema.omit({ match: true }).extend({ matched: foundPersonSchema.shape.match })),
  /** people outside the territory who match and are not shown; 100 stands for 100 or more */
  outside: z.int(),
  /** a roll that was imported is still being indexed: whoever is not found may yet be there */
  indexing: z.boolean(),
  units: z.array(foundUnitSchema),
});
export type Found = z.infer<typeof foundSchema>;
