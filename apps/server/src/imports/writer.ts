import { parentPort, workerData } from "node:worker_threads";
import { type ImportKind, type IntakeKind, type PackedRow, unpackRows, writeRows } from "@dinhdanh/ledger";
import { openRegister } from "../register.ts";
import { type HowRead, intakeOf } from "./kinds.ts";

export type WriterPlace = { databaseUrl: string; home: string; connections: number };
export type WriterTask = {
  id: number;
  kind: ImportKind;
  how: HowRead;
  intakeId: string;
  no: number;
  positions: readonly number[];
  rows: PackedRow[];
};
/** `failure`: what tells the cause of an error; its details may hold values of a row */
export type Written = { id: number; failure?: { message: string; code?: string; syscall?: string } };

const register = await openRegister(workerData as WriterPlace);
const intakes = new Map<string, IntakeKind>();

parentPort?.on("message", async (task: WriterTask) => parentPort?.postMessage(await write(task)));

async function write({ id, kind, how, intakeId, no, positions, rows }: WriterTask): Promise<Written> {
  const key = JSON.stringify([kind, how]);
  const intake = intakes.get(key) ?? intakeOf(register, kind, how);
  intakes.set(key, intake);
  try {
    await writeRows(intake, register.sql, intakeId, { no, rows: unpackRows(rows, positions) });
    return { id };
  } catch (error) {
    const { message, code, syscall } = error as Error & { code?: string; syscall?: string };
    return { id, failure: { message, ...(code === undefined ? {} : { code }), ...(syscall === undefined ? {} : { syscall }) } };
  }
}
