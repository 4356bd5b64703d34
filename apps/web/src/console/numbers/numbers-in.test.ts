import { expect, it } from "vitest";
import { numbersIn } from "./numbers-in.ts";

it("takes the first column, with or without a header, and names each row that holds no number", () => {
  expect(numbersIn('\uFEFFSố định danh,Họ tên\r\n"035090000001",A\r\n035090000002;B\r\n\r\nx1\r\n')).toEqual({
    numbers: ["035090000001", "035090000002", "x1"],
    faults: [{ row: 5, cell: "x1" }],
  });
  expect(numbersIn("035090000001\n035090000002")).toEqual({ numbers: ["035090000001", "035090000002"], faults: [] });
});
