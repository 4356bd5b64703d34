import { z } from "zod";

/** What is printed on a card, side by side, as text; `portrait` is a JPEG as a data address, null where the law wants none. */
export const cardPictureSchema = z.object({
  serial: z.string().nullable(),
  front: z.object({
    ...{ number: z.string(), fullName: z.string(), birthDate: z.string(), sex: z.string(), nationality: z.string() },
    ...{ origin: z.string(), residence: z.string(), expiry: z.string(), qr: z.string() },
  }),
  back: z.object({ features: z.string(), issuedOn: z.string(), signatory: z.string(), mrz: z.array(z.string()) }),
  portrait: z.string().nullable(),
});
export type CardPicture = z.infer<typeof cardPictureSchema>;
