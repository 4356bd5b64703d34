import { type DossierState, states } from "@dinhdanh/dossiers/contract";
import { Tag, type Tone } from "../parts/tag.tsx";
import { useLanguage } from "../words/language.tsx";

const tones: Partial<Record<DossierState, Tone>> = {
  ...({ flagged: "waiting", "on-hold": "waiting", returned: "waiting", undelivered: "waiting" } as const),
  ...({ refused: "bad", "card-revoked": "bad", clean: "good", approved: "done", "handed-over": "done" } as const),
};

/** Where a dossier is, coloured only where it means something. */
export function StateTag({ state }: { state: DossierState }) {
  const { say } = useLanguage();
  const tone = tones[state];
  const text = say(states[state].text);
  return tone === undefined ? <span className="small mute">{text}</span> : <Tag tone={tone}>{text}</Tag>;
}
