import { Button } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";

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
        <Button variant={primary ? "filled" : "default"} loading={busy} onClick={() => input.current?.click()}>
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
