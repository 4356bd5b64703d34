import { z } from "zod";
import { isDay } from "./day.ts";

/** `yyyy-mm-dd`, a day that exists. */
export const isoDaySchema = z.string().refine(isDay, { message: "must be a day of the form yyyy-mm-dd" }).meta({ format: "date" });
export const dayNumberSchema = z.int();
/** Statistical code: 2 digits a province, 3 a district, 5 a commune (national code list MaDonViHanhChinh). */
export const unitCodeSchema = z.string().regex(/^(\d{2}|\d{3}|\d{5})$/, { message: "must be a code of 2, 3 or 5 digits" });
export const uuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, { message: "must be a UUID" });
