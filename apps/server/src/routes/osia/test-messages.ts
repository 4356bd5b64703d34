import { messageSchema as ours } from "@dinhdanh/exchange";
import { writtenSchema } from "./test-standard.ts";

const validate = writtenSchema("notification", "components", "schemas", "Message");

/** Message of notification.yaml, as its own file writes it, too, where that is given. */
export const messageSchema = ours.refine((message) => validate?.(message) !== false);
