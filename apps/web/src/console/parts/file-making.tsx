import { Button, type ButtonProps } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useLanguage } from "../words/language.tsx";
import { saveFile } from "./save-file.ts";
import { wholeFile } from "./whole-file.ts";

/** A file that the server makes while it is asked for: minutes for a country. */
export type FileMaking = {
  /** bytes that have arrived; null while none is made */
  bytes: number | null;
  error: Error | null;
  make: () => void;
  stop: () => void;
};

/** Fetches a file piece by piece, so that the page can tell how far it is; leaving the page or stopping ends the making, too. */
export function useFileMaking(ask: (signal: AbortSignal) => Promise<Response>, name: string): FileMaking {
  const [bytes, setBytes] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const make = async () => {
    if (running.current !== null) return;
    const control = new AbortController();
    running.current = control;
    setError(null);
    setBytes(0);
    try {
      saveFile(await wholeFile(await ask(control.signal), setBytes), name);
    } catch (broken) {
      if (!control.signal.aborted) setError(broken instanceof Error ? broken : new Error(String(broken)));
    } finally {
      running.current = null;
      setBytes(null);
    }
  };
  return { bytes, error, make: () => void make(), stop: () => running.current?.abort() };
}

type Props = { file: FileMaking; children: ReactNode; disabled?: boolean } & Pick<ButtonProps, "variant">;

/** Asks for the file; says how much has arrived, and can be stopped. */
export function FileButton({ file: { bytes, make, stop }, children, disabled = false, variant = "filled" }: Props) {
  const { t, size } = useLanguage();
  const button = useRef<HTMLButtonElement>(null);
  const making = bytes !== null;
  return (
    <>
      {/* stays where the keyboard is: a button that is disabled loses it */}
      <Button ref={button} variant={variant} disabled={disabled} data-disabled={making} aria-disabled={making} onClick={make}>
        {making ? t("fileMaking") : children}
      </Button>
      {making ? (
        <>
          <Button
            variant="default"
            onClick={() => {
              stop();
              button.current?.focus();
            }}
          >
            {t("fileStop")}
          </Button>
          <span className="mute num">{bytes === 0 ? null : t("fileArrived", { size: size(bytes) })}</span>
        </>
      ) : null}
      <output className="hidden">{making ? t("fileMaking") : null}</output>
    </>
  );
}
