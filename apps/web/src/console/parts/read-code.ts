import { uuidSchema } from "@dinhdanh/kernel/contract";

/** The code of a dossier on its slips, or of a parcel on its list, as a scanner types it. */
export const readCode = (text: string): string | undefined => uuidSchema.safeParse(text.trim().toLowerCase()).data;
