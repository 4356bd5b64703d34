import { linkOptions, useParams } from "@tanstack/react-router";
import { useMay, useStart, useView } from "../routing/use-view.ts";
import { type Place, places } from "./places.ts";

/** Where each entry of the navigation leads from here: it keeps the day, and the unit that one is in. */
export function usePlaces() {
  const { unit } = useStart();
  const { keep, asOf } = useView();
  const mayImport = useMay("import");
  const mayReadPeople = useMay("read-people");
  const { code = unit } = useParams({ strict: false });
  const params = { code };
  const all = {
    overview: linkOptions({ to: "/don-vi/$code", params, search: keep }),
    remaining: linkOptions({ to: "/don-vi/$code/con-lai", params, search: { ngay: asOf } }),
    ranking: linkOptions({ to: "/xep-hang", search: { ngay: asOf } }),
    teams: linkOptions({ to: "/don-vi/$code/to-cong-tac", params, search: { den: asOf } }),
    import: linkOptions({ to: "/nhap-du-lieu" }),
  } satisfies Record<Place, unknown>;
  const closed: Place[] = [...(mayImport ? [] : ["import" as const]), ...(mayReadPeople ? [] : ["remaining" as const])];
  const open = places.filter(({ place }) => !closed.includes(place));
  return open.map((entry) => ({ ...entry, link: all[entry.place] }));
}
