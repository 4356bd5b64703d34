import { z } from "zod";
import { writtenSchema } from "./test-standard.ts";

const validate = writtenSchema("notification", "components", "schemas", "Message");

/** Message of notification.yaml, as its own file writes it where that is given. */
export const messageSchema = z
  .strictObject({
    type: z.enum(["SubscriptionConfirmation", "Notification"]),
    token: z.string().optional(),
    topic: z.string(),
    message: z.string(),
    messageId: z.string(),
    subject: z.string().optional(),
    subscribeURL: z.url().optional(),
    timestamp: z.iso.datetime({ offset: true }),
  })
  .refine((message) => validate?.(message) !== false);
