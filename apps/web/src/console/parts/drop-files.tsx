import { Button } from "@mantine/core";
import { type DragEvent, useEffect, useRef, useState } from "react";

type Props = {
  lead: string;
  choose: string;
  hint: string;
  accept: string;
  busy: boolean;
  several?: boolean;
  /** the page's own action */
  primary?: boolean;
  onFiles: (files: File[]) => void;
};

/** Takes files by dropping or choosing them. */
export function DropFiles({ lead, choose, hint, accept, busy, several = false, primary = false, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const taking = useRef(false);
  // while a file is looked at the button cannot hold the focus: it comes back to where the next file is chosen
  useEffect(() => {
    if (!busy && taking.current && document.activeElement === document.body) button.current?.focus();
    taking.current = busy;
  }, [busy]);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0 && !busy) onFiles(several ? files : files.slice(0, 1));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      className={over ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p>
        {lead}
        <Button ref={button} variant={primary ? "filled" : "default"} loading={busy} onClick={() => input.current?.click()}>
          {choose}
        </Button>
      </p>
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        multiple={several}
        onChange={(event) => {
          take(event.target.files);
          // the same file, mended, can be chosen again
          event.target.value = "";
        }}
      />
      <p className="mute small">{hint}</p>
    </div>
  );
}
