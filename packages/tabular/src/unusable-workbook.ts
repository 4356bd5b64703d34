export type WorkbookFault = "workbook-unreadable" | "workbook-locked" | "workbook-macros" | "workbook-too-large";

/** A workbook that is not read. Its message is the code: safe to log. */
export class UnusableWorkbook extends Error {
  readonly code: WorkbookFault;
  constructor(code: WorkbookFault) {
    super(code);
    this.code = code;
  }
}
