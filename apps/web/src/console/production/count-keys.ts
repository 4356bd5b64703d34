import type { BlankState, Stock } from "@dinhdanh/cards/contract";

/** Where the count of each state stands in the books. */
export const countKeys = {
  "in-stock": "inStock",
  reserved: "reserved",
  used: "used",
  spoiled: "spoiled",
  missing: "missing",
} as const satisfies Record<BlankState, keyof Stock>;
