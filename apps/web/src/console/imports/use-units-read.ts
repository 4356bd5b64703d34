import type { ImportView, UnitsRead } from "@dinhdanh/ledger/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { previewImport } from "../api/calls.ts";
import type { Mapping } from "./mapping.ts";

type Read = { units: UnitsRead | null; error: Error | null; pending: boolean };

const headersOf = (mapping: Mapping) =>
  ["permanentUnit", "currentUnit"].map((field) => Object.keys(mapping).find((header) => mapping[header] === field));

/** How the codes of a roll read with the columns and on the day that are chosen; the upload's own answer until one of them is another. */
export function useUnitsRead(view: ImportView, first: Mapping, mapping: Mapping, unitsOn: string | undefined): Read {
  const [chosen, given] = [headersOf(mapping), headersOf(first)];
  const other = view.units !== null && (unitsOn !== undefined || chosen.join("\n") !== given.join("\n"));
  const { data, error, isFetching } = useQuery({
    queryKey: ["import", view.importId, "units", chosen, unitsOn],
    queryFn: ({ signal }) => previewImport(view.importId, { mapping, unitsOn }, signal),
    enabled: other && unitsOn !== "",
    placeholderData: keepPreviousData,
  });
  return other ? { units: data?.units ?? view.units, error, pending: isFetching } : { units: view.units, error: null, pending: false };
}
