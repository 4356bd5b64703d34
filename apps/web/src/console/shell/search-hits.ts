import { useNavigate } from "@tanstack/react-router";
import type { Found } from "@dinhdanh/campaign/contract";
import { useView } from "../routing/use-view.ts";

export type Hit = { kind: "person"; person: Found["people"][number] } | { kind: "unit"; unit: Found["units"][number] };

/** More units than this only push away what stands below them: "thị trấn" alone begins 600 names. */
const mostUnits = 8;

/** People first, then units: in the order of the arrow keys. */
export const hitsOf = ({ people, units }: Found): Hit[] => [
  ...people.map((person) => ({ kind: "person" as const, person })),
  ...units.slice(0, mostUnits).map((unit) => ({ kind: "unit" as const, unit })),
];

export function useOpenHit(): (hit: Hit) => void {
  const navigate = useNavigate();
  const { keep } = useView();
  return (hit) => {
    if (hit.kind === "person") void navigate({ to: "/cong-dan/$personId", params: { personId: hit.person.personId } });
    else void navigate({ to: "/don-vi/$code", params: { code: hit.unit.code }, search: keep });
  };
}
