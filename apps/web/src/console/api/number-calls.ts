import {
  allocatedSchema,
  assignmentSchema,
  bucketsSchema,
  type ReserveRequest,
  reserveViewSchema,
  returnedSchema,
  takenUpSchema,
} from "@dinhdanh/population/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { request } from "./request.ts";

export const bucketsQuery = (province: string) =>
  queryOptions({
    queryKey: ["numbers", "buckets", province],
    queryFn: ({ signal }) => request(bucketsSchema, "/numbers/buckets", { query: { province }, signal }),
    placeholderData: keepPreviousData,
  });

export const reservesQuery = queryOptions({
  queryKey: ["numbers", "reserves"],
  queryFn: ({ signal }) => request(z.array(reserveViewSchema), "/numbers/reserves", { signal }),
});

export const reserveNumbers = (body: ReserveRequest) => request(allocatedSchema, "/numbers/reserves", { method: "POST", body });
export const returnNumbers = (body: { requestId: string; reserveId: string }) =>
  request(returnedSchema, "/numbers/returns", { method: "POST", body });
export const takeUpNumbers = (numbers: string[]) => request(takenUpSchema, "/numbers/taken-up", { method: "POST", body: { numbers } });
export const previewAssignment = (unit: string) =>
  request(assignmentSchema, "/numbers/assignments/preview", { method: "POST", body: { unit } });
export const assignNumbers = (unit: string) => request(assignmentSchema, "/numbers/assignments", { method: "POST", body: { unit } });
