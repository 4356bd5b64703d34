import { uuidSchema } from "@dinhdanh/kernel/contract";
import { unitSchema } from "@dinhdanh/territory/contract";
import { z } from "zod";

/** How a person was found, best first. */
export const searchMatches = ["number", "old-number", "exact", "prefix", "contains"] as const;
export type SearchMatch = (typeof searchMatches)[number];

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
});
export type FoundPerson = z.infer<typeof foundPersonSchema>;

/** What the one search box finds: people and units. `matched`: how the person was found. */
export const foundSchema = z.object({
  people: z.array(foundPersonSchema.omit({ match: true }).extend({ matched: foundPersonSchema.shape.match })),
  units: z.array(unitSchema),
});
export type Found = z.infer<typeof foundSchema>;
