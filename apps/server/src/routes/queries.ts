import { type Day, isoDaySchema, unitCodeSchema } from "@dinhdanh/kernel";
import type { z } from "zod";

/** `yyyy-mm-dd`: what has passed is a day. */
export const daySchema = isoDaySchema as unknown as z.ZodType<Day, string>;

export { unitCodeSchema };
