import { areaViewSchema, type Area } from "@dinhdanh/dossiers/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

export const areasQuery = (unit: string) =>
  queryOptions({
    queryKey: ["areas", unit],
    queryFn: ({ signal }) => request(areaViewSchema, "/areas", { query: { unit }, signal }),
  });

export const stateArea = (unit: string, area: Area | null) => request(areaViewSchema, `/areas/${unit}`, { method: "PUT", body: { area } });

export const areasFileAddress = "/api/v1/areas/file";
