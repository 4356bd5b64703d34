import { type Finger, fingerNames, type MissingFinger } from "@dinhdanh/dossiers/contract";
import { useState } from "react";
import { useLanguage } from "../../words/language.tsx";
import { useWizard } from "../wizard.ts";
import { FingerTile } from "./finger-tile.tsx";
import { captureOf, hands } from "./positions.ts";

type Props = { mayTake: boolean; onTake: (finger: Finger) => void; onMissing: (finger: Finger, reason: MissingFinger) => void };

/** Both hands as they lie before the officer; one finger at a time is opened. */
export function Hands({ mayTake, onTake, onMissing }: Props) {
  const { t, say } = useLanguage();
  const { dossier } = useWizard();
  const [open, setOpen] = useState<Finger>();
  return (
    <div className="hands">
      {hands.map(({ hand, fingers }) => {
        const name = t(hand === "left" ? "handLeft" : "handRight");
        return (
          <section key={hand} aria-label={name}>
            <h3 className="small mute">{name}</h3>
            <ul className="hand">
              {fingers.map((finger) => (
                <FingerTile
                  key={finger}
                  name={say(fingerNames[finger])}
                  capture={captureOf(dossier, finger)}
                  open={open === finger}
                  mayTake={mayTake}
                  onOpen={() => setOpen(open === finger ? undefined : finger)}
                  onTake={() => {
                    setOpen(undefined);
                    onTake(finger);
                  }}
                  onMissing={(reason) => {
                    setOpen(undefined);
                    onMissing(finger, reason);
                  }}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
