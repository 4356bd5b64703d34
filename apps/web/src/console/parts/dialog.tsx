import { Modal } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useLanguage } from "../words/language.tsx";

type Props = { title: string; onClose: () => void; children: ReactNode };

/** A dialog that is there while it is open. Closed, it gives the focus back to what opened it. */
export function Dialog({ title, onClose, children }: Props) {
  const { t } = useLanguage();
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [opener]);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      {children}
    </Modal>
  );
}
