import { agenciesSchema } from "@dinhdanh/exchange/contract";
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { request } from "./request.ts";

export const agenciesQuery = queryOptions({
  queryKey: ["agencies"],
  queryFn: ({ signal }) => request(agenciesSchema, "/agencies", { signal }),
  // deliveries move while one looks
  staleTime: 15_000,
});

export const resendTo = (agency: string) =>
  request(z.object({ resent: z.int() }), `/agencies/${agency}/resend`, { method: "POST", body: {} });
