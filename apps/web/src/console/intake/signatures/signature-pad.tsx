import { signatureField, signaturePath, type Stroke } from "@dinhdanh/dossiers/contract";
import { type PointerEvent, useRef, useState } from "react";
import { useLanguage } from "../../words/language.tsx";
import { beginStroke, isFull, leadOn, placeOf } from "./pen.ts";

type Props = { label: string; strokes: readonly Stroke[]; onStroke: (stroke: Stroke) => void };

/** A field to sign in with a pen, a finger or the mouse. A stroke is told when the pen leaves; what a second finger or the palm does meanwhile is not. */
export function SignaturePad({ label, strokes, onStroke }: Props) {
  const { t } = useLanguage();
  const [drawing, setDrawing] = useState<Stroke>();
  const pen = useRef<number>(undefined);
  const { width, height } = signatureField;
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (pen.current !== undefined || event.button !== 0 || isFull(strokes)) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    pen.current = event.pointerId;
    setDrawing(beginStroke(placeOf(event, event.currentTarget.getBoundingClientRect())));
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (pen.current !== event.pointerId) return;
    const box = event.currentTarget.getBoundingClientRect();
    // a pen tells more places than there are frames
    const places = event.nativeEvent.getCoalescedEvents().map((each) => placeOf(each, box));
    setDrawing((before) => {
      if (before === undefined) return before;
      const seen = places.length === 0 ? [placeOf(event, box)] : places;
      return seen.reduce((stroke, place) => (isFull([...strokes, stroke]) ? stroke : leadOn(stroke, place)), before);
    });
  };
  const end = (event: PointerEvent<SVGSVGElement>) => {
    if (pen.current !== event.pointerId) return;
    pen.current = undefined;
    if (drawing !== undefined) onStroke(drawing);
    setDrawing(undefined);
  };
  const shown = drawing === undefined ? strokes : [...strokes, drawing];
  return (
    <svg
      className="pad"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <line x1={60} x2={width - 60} y1={height - 70} y2={height - 70} className="pad-line" />
      {shown.length === 0 ? (
        <text x={width / 2} y={height - 90} className="pad-here">
          {t("signHere")}
        </text>
      ) : null}
      <path d={signaturePath(shown)} className="pad-ink" />
    </svg>
  );
}
