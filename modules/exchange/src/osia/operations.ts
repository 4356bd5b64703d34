import { z } from "zod";
import { dataAccessOperations } from "./data-access-operations.ts";
import { notificationOperations } from "./notification-operations.ts";
import { id, type Operation, optional } from "./operation.ts";
import { prOperations } from "./pr-operations.ts";
import { attributesSchema } from "./schemas.ts";

/** uin.yaml. */
const uinOperations = {
  generateUIN: {
    ...({ method: "POST", path: "/v1/uin", scope: "uin.generate", ok: 200, otherwise: [400, 401, 403, 500] } as const),
    query: z.strictObject({ transactionId: id }),
    body: optional(attributesSchema),
    answer: z.string(),
  },
} as const satisfies Record<string, Operation>;

/** The files of OSIA that are served, each below `/osia` under its own name: two of them have the same paths. */
export const osiaInterfaces = {
  pr: prOperations,
  uin: uinOperations,
  dataaccess: dataAccessOperations,
  notification: notificationOperations,
} as const satisfies Record<string, Record<string, Operation>>;
export type InterfaceName = keyof typeof osiaInterfaces;
