import { officerViewSchema, sessionViewSchema } from "@dinhdanh/staff/contract";
import { z } from "zod";

/** The module's view, with the officer's code under the name that lists of officers use. */
export const signedInSchema = sessionViewSchema.omit({ officer: true }).extend({ code: z.string() });
export type SignedIn = z.infer<typeof signedInSchema>;

export const sessionSchema = z.object({ officer: signedInSchema.nullable(), demo: z.boolean() });

export const demoOfficersSchema = z.array(officerViewSchema.pick({ code: true, name: true, role: true, scope: true, scopeName: true }));
export type DemoOfficer = z.infer<typeof demoOfficersSchema>[number];
