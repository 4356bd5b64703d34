import { parentPort, workerData } from "node:worker_threads";
import { type ImportKind, type PackedRow, unpackRows, writeRows } from "@dinhdanh/ledger";
import { openRegister } from "../register.ts";
import { type HowRead, intakeOf } from "./kinds.ts";

export type WriterPlace = { databaseUrl: string; home: string; connections: number; kind: ImportKind; how: HowRead };
export type WriterTask = { id: number; intakeId: string; no: number; positions: readonly number[]; rows: PackedRow[] };
/** `failure`: what tells the cause of an error; its details may hold values of a row */
export type Written = { id: number; failure?: { message: string; code?: string; syscall?: string } };

const { kind, how, ...place } = workerData as WriterPlace;
const register = await openRegister(place);
const intake = intakeOf(register, kind, how);

parentPort?.on("message", async (task: WriterTask) => parentPort?.postMessage(await write(task)));

async function write({ id, intakeId, no, positions, rows }: WriterTask): Promise<Written> {
  try {
    await writeRows(intake, register.sql, intakeId, { no, rows: unpackRows(rows, positions) });
    return { id };
  } catch (error) {
    const { message, code, syscall } = error as Error & { code?: string; syscall?: string };
    return { id, failure: { message, ...(code === undefined ? {} : { code }), ...(syscall === undefined ? {} : { syscall }) } };
  }
}
