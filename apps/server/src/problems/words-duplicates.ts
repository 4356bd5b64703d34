import { duplicateRefusals, sharedNumberRefusals } from "@dinhdanh/population";
import type { ProblemEntry } from "./entry.ts";

const conflict = (title: { vi: string; en: string }): ProblemEntry => {
  const [vi = title.vi, doVi = ""] = title.vi.split(": ");
  const [en = title.en, doEn = ""] = title.en.split(": ");
  const sentence = (text: string) => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;
  return { status: 409, title: { vi, en }, detail: { vi: sentence(doVi), en: sentence(doEn) } };
};

/** Records that may be of one person. What went wrong stands before the colon, what to do after it. */
export const duplicateProblems = {
  "same-record": { ...conflict(duplicateRefusals["same-record"]), status: 400 },
  "already-merged": conflict(duplicateRefusals["already-merged"]),
  "survivor-merged": conflict(duplicateRefusals["survivor-merged"]),
  "has-absorbed": conflict(duplicateRefusals["has-absorbed"]),
  "pair-merged": conflict(duplicateRefusals["pair-merged"]),
  "number-not-shared": conflict(sharedNumberRefusals["number-not-shared"]),
  "number-not-possible": { ...conflict(sharedNumberRefusals["number-not-possible"]), status: 422 },
  "claim-not-found": { ...conflict(sharedNumberRefusals["claim-not-found"]), status: 404 },
  "claim-decided": conflict(sharedNumberRefusals["claim-decided"]),
  "not-renumbered": conflict(sharedNumberRefusals["not-renumbered"]),
  "not-merged": {
    status: 404,
    title: duplicateRefusals["not-merged"],
    detail: { vi: "Mở lại trang để xem tình trạng mới nhất.", en: "Open the page again to see the latest state." },
  },
  "pair-not-found": {
    status: 404,
    title: { vi: "Không có cặp bản ghi này trong địa bàn", en: "There is no such pair in your territory" },
    detail: { vi: "Mở lại danh sách để xem các cặp hiện có.", en: "Open the list again to see the pairs there are." },
  },
} as const satisfies Record<string, ProblemEntry>;
