import { isoDaySchema, type Text, unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { aspectKeys, aspects, bulkMendKeys, findingKindKeys } from "@dinhdanh/population/contract";
import { z } from "zod";

/** The measures of data quality: everybody whom the register holds, those of them whose record is correct, complete, clean, live, and who has a number. */
export const qualityMeasures = {
  recorded: { vi: "Có trong dữ liệu dân cư", en: "In the register" },
  ...aspects,
  numbered: { vi: "Đã có số định danh", en: "Has a number" },
} as const satisfies Record<string, Text>;
export type QualityMeasure = keyof typeof qualityMeasures;
export const qualityMeasureKeys = Object.keys(qualityMeasures) as [QualityMeasure, ...QualityMeasure[]];

const figuresSchema = z.object({
  ...{ recorded: z.int(), correct: z.int(), complete: z.int(), clean: z.int(), live: z.int(), numbered: z.int() },
});

const kindSchema = z.enum(findingKindKeys as [(typeof findingKindKeys)[number], ...typeof findingKindKeys]);

/** A unit as of a day. */
export const unitDaySchema = z.strictObject({ unit: unitCodeSchema, asOf: isoDaySchema });
/** Whose work: the asker's own, what no officer has taken over, or an officer's, by `officer:` and the code. */
export const ownerFilterPattern = /^(mine|nobody|officer:[a-z0-9][a-z0-9-]{1,39})$/;

/** Findings of a unit: of one rule, of one owner. */
export const findingFilterSchema = unitDaySchema.extend({
  kind: kindSchema.optional(),
  owner: z.string().regex(ownerFilterPattern).optional(),
});

export const qualitySchema = z.object({
  unit: z.string(),
  name: z.string(),
  level: z.string(),
  figures: figuresSchema,
  children: z.array(z.object({ unit: z.string(), name: z.string(), figures: figuresSchema })),
  /** findings that stand now, of the owner asked for, worst first; null for who may not read people */
  rules: z
    .array(
      z.object({
        kind: kindSchema,
        aspect: z.enum(aspectKeys),
        open: z.int(),
        /** when the oldest was found, ISO 8601 */
        oldest: z.string(),
      }),
    )
    .nullable(),
  /** whose the findings are that stand now, of the rule asked for, most first; an officer null: nobody's; null as `rules` */
  owners: z
    .array(
      z.object({
        ...{ officer: z.string().nullable(), name: z.string().nullable(), open: z.int(), oldest: z.string() },
        /** full days since the oldest was found */
        age: z.int(),
      }),
    )
    .nullable(),
});
export type Quality = z.infer<typeof qualitySchema>;

/** Which officer has taken a finding over, since when; null is the police of the commune where the person is registered. */
export const findingOwnerSchema = z.object({ officer: z.string(), name: z.string().nullable(), since: z.string() }).nullable();
export type FindingOwner = z.infer<typeof findingOwnerSchema>;

/** Whose work a finding is that no officer has taken over. */
export const inCharge = (unitName: string | null): Text =>
  unitName === null || unitName === ""
    ? { vi: "Chưa rõ đơn vị", en: "No unit is known" }
    : { vi: `Công an ${unitName.charAt(0).toLowerCase()}${unitName.slice(1)}`, en: `Police of ${unitName}` };

const findingOf = { kind: kindSchema, field: z.string().min(1).max(40) };
/** null gives it back to the commune. */
const givenToSchema = z.string().min(1).max(40).nullable();
export const findingOwnershipSchema = z.strictObject({ actId: uuidSchema, ...findingOf, officer: givenToSchema });
export type FindingOwnership = z.infer<typeof findingOwnershipSchema>;
export const officersSchema = z.array(z.object({ code: z.string(), name: z.string(), unitName: z.string() }));
export type Officers = z.infer<typeof officersSchema>;

export const findingQueueQuerySchema = findingFilterSchema.extend({
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(50),
});
export const findingQueueSchema = z.object({
  name: z.string(),
  total: z.int(),
  findings: z.array(
    z.object({
      ...{ personId: uuidSchema, fullName: z.string(), birthDate: z.string().nullable(), address: z.string().nullable() },
      ...{ kind: z.string(), field: z.string(), given: z.string(), conflict: z.boolean(), foundAt: z.string(), unitName: z.string() },
      ...{ unit: z.string(), owner: findingOwnerSchema },
    }),
  ),
});
export type FindingQueue = z.infer<typeof findingQueueSchema>;

export const mendQuerySchema = z.strictObject({ unit: unitCodeSchema, asOf: isoDaySchema, mend: z.enum(bulkMendKeys) });
export const mendPreviewSchema = z.object({
  /** records that would change: at most 2,000 at once */
  people: z.int(),
  /** of all that would change: what is written is what this says */
  digest: z.string(),
  /** the first of them */
  sample: z.array(
    z.object({ ...{ personId: uuidSchema, fullName: z.string() }, ...{ field: z.string(), before: z.string(), after: z.string() } }),
  ),
});
export type MendPreview = z.infer<typeof mendPreviewSchema>;
export const mendRequestSchema = mendQuerySchema.extend({ mendId: uuidSchema, shown: z.string().regex(/^[0-9a-f]{64}$/) });
export const mendsSchema = z.array(
  z.object({
    ...{ mendId: uuidSchema, mend: z.string(), officer: z.string(), people: z.int() },
    ...{ mendedAt: z.string(), undoneAt: z.string().nullable() },
  }),
);
export type Mends = z.infer<typeof mendsSchema>;
export const mendResultSchema = z.object({ people: z.int(), left: z.int().optional() });

/** Findings given together; more are given by another. */
export const mostGiven = 2000;
export const findingChoiceSchema = findingFilterSchema.extend({
  /** those chosen among the unit's; left out: all of them */
  findings: z
    .array(z.strictObject({ personId: uuidSchema, ...findingOf }))
    .max(mostGiven)
    .optional(),
  officer: givenToSchema,
});
export type FindingChoice = z.output<typeof findingChoiceSchema>;
export const givingPreviewSchema = z.object({
  /** that would get another owner, at most 2,000 at once; of so many people */
  ...{ findings: z.int(), people: z.int() },
  /** chosen, and left as they are: resolved meanwhile, the officer's already, another's, or beyond 2,000 */
  left: z.int(),
  rules: z.array(z.object({ kind: z.string(), n: z.int() })),
  /** whose they are now; null: no officer's */
  owners: z.array(z.object({ officer: z.string().nullable(), name: z.string().nullable(), n: z.int() })),
  /** of the findings and whose they are: what is given is what this says */
  digest: z.string(),
});
export type GivingPreview = z.infer<typeof givingPreviewSchema>;
export const givingRequestSchema = findingChoiceSchema.extend({ givingId: uuidSchema, shown: z.string().regex(/^[0-9a-f]{64}$/) });
export const givingResultSchema = z.object({ given: z.int(), left: z.int() });
