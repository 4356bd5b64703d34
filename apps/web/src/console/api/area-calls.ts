import { areaChangesSchema, areaPreviewSchema, areaViewSchema, type Area } from "@dinhdanh/dossiers/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

export const areasQuery = (unit: string) =>
  queryOptions({
    queryKey: ["areas", unit],
    queryFn: ({ signal }) => request(areaViewSchema, "/areas", { query: { unit }, signal }),
  });

export const stateArea = (unit: string, area: Area | null) => request(areaViewSchema, `/areas/${unit}`, { method: "PUT", body: { area } });

export const areasFileAddress = "/api/v1/areas/file";

const bytesOf = (file: File) => new Blob([file], { type: "text/csv" });
export const previewAreaFile = (file: File) => request(areaPreviewSchema, "/areas/file/preview", { method: "POST", bytes: bytesOf(file) });
export const takeAreaFile = (file: File, digest: string) =>
  request(areaChangesSchema, "/areas/file", { method: "POST", query: { digest }, bytes: bytesOf(file) });
