import { linkOptions, useParams } from "@tanstack/react-router";
import { useMay, useStart, useView } from "../routing/use-view.ts";
import { type Place, places } from "./places.ts";

/** Where each entry of the navigation leads from here: it keeps the day, and the unit that one is in. */
export function usePlaces() {
  const { unit } = useStart();
  const { keep, asOf } = useView();
  const may: Partial<Record<Place, boolean>> = {
    import: useMay("import"),
    remaining: useMay("read-people"),
    dossiers: useMay("read-people"),
    intake: useMay("collect"),
    birth: useMay("record-events"),
    duplicates: useMay("adjudicate"),
    production: useMay("produce"),
    desk: useMay("hand-out"),
    agencies: useMay("administer"),
    areas: useMay("set-areas"),
    corrections: useMay("decide-corrections"),
    numbers: useMay("allocate-numbers"),
  };
  const { code = unit } = useParams({ strict: false });
  const params = { code };
  const all = {
    overview: linkOptions({ to: "/don-vi/$code", params, search: keep }),
    remaining: linkOptions({ to: "/don-vi/$code/con-lai", params, search: { ngay: asOf } }),
    intake: linkOptions({ to: "/thu-nhan" }),
    dossiers: linkOptions({ to: "/ho-so" }),
    birth: linkOptions({ to: "/khai-sinh" }),
    duplicates: linkOptions({ to: "/trung-lap" }),
    ranking: linkOptions({ to: "/xep-hang", search: { ngay: asOf } }),
    teams: linkOptions({ to: "/don-vi/$code/to-cong-tac", params, search: { den: asOf } }),
    quality: linkOptions({ to: "/don-vi/$code/chat-luong", params, search: { ngay: asOf } }),
    production: linkOptions({ to: "/san-xuat" }),
    desk: linkOptions({ to: "/tra-the" }),
    corrections: linkOptions({ to: "/dieu-chinh" }),
    numbers: linkOptions({ to: "/so-dinh-danh" }),
    import: linkOptions({ to: "/nhap-du-lieu" }),
    agencies: linkOptions({ to: "/co-quan" }),
    areas: linkOptions({ to: "/khu-vuc" }),
  } satisfies Record<Place, unknown>;
  const open = places.filter(({ place }) => may[place] ?? true);
  return open.map((entry) => ({ ...entry, link: all[entry.place] }));
}
