import { z } from "zod";

export const residenceStatuses = ["present", "bedridden", "away-in-country", "abroad", "no-contact", "serving-sentence"] as const;
export type ResidenceStatus = (typeof residenceStatuses)[number];
export const sexes = ["male", "female", "unknown"] as const;
export type Sex = (typeof sexes)[number];
export const relations = ["head", "spouse", "child", "parent", "grandchild", "sibling", "other"] as const;

/** What the register holds about a person. Absent keys are unknown. */
export const factsSchema = z.object({
  pin: z.string().optional(),
  oldIds: z.array(z.string()).optional(),
  fullName: z.string(),
  /** `yyyy`, `yyyy-mm` or `yyyy-mm-dd`: as precise as it is known */
  birthDate: z.string().optional(),
  sex: z.enum(sexes),
  permanentUnit: z.string().optional(),
  currentUnit: z.string().optional(),
  address: z.string().optional(),
  householdId: z.string().optional(),
  relation: z.enum(relations).optional(),
  residenceStatus: z.enum(residenceStatuses),
  ethnicity: z.string().optional(),
  religion: z.string().optional(),
  origin: z.string().optional(),
  fatherPin: z.string().optional(),
  motherPin: z.string().optional(),
  spousePin: z.string().optional(),
  /** three letters (ISO 3166-1); absent is Vietnamese */
  nationality: z.string().optional(),
  /** identifying features, as on the card's back */
  features: z.string().optional(),
  phone: z.string().optional(),
  diedOn: z.string().optional(),
  /** day since which the person is declared missing */
  missingSince: z.string().optional(),
});
export type Facts = z.infer<typeof factsSchema>;
