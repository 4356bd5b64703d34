import type { Parcel } from "@dinhdanh/cards/contract";
import type { Tone } from "../parts/tag.tsx";

export function parcelTone({ state, overdue }: Pick<Parcel, "state" | "overdue">): Tone {
  if (overdue || state === "lost") return "bad";
  return state === "received" ? "done" : "waiting";
}
