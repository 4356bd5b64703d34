import { isoDaySchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { blankStateKeys } from "./production-contract.ts";

/** Cards that wait for a batch, most pressing first: those of one priority and due day together, at most 200 lines. */
export const waitingSchema = z.object({
  today: isoDaySchema,
  groups: z.array(z.object({ priority: z.int(), dueOn: isoDaySchema.nullable(), cards: z.int(), units: z.int() })),
});
export type Waiting = z.infer<typeof waitingSchema>;

/** The serials of the blanks in a state, as unbroken ranges. */
export const blankRangesSchema = z.object({
  state: z.enum(blankStateKeys),
  ranges: z.array(z.object({ first: z.string(), last: z.string(), blanks: z.int() })),
  /** whether there are more ranges than are listed */
  more: z.boolean(),
});
export type BlankRanges = z.infer<typeof blankRangesSchema>;
