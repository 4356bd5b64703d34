import { expect, it } from "vitest";
import { checkModel } from "./model.ts";
import { suggestModel } from "./suggest.ts";

const fieldsOf = (headers: string) => Object.keys(suggestModel(headers.split(",")).fields);

it.each([
  ["Record ID,First name,Surname,Date of birth,Postcode,E-mail", ["given", "family", "born", "email", "postcode"]],
  ["Mã bản ghi,Họ và tên,Ngày sinh,Giới tính,Nơi thường trú,Số CMND", ["number", "name", "born", "sex", "unit"]],
  ["STT,Họ đệm,Tên,Ngày sinh,Điện thoại,Quê quán", ["given", "family", "born", "origin", "phone"]],
  ["name,dob,favourite colour", ["name", "born"]],
])("makes a model for %s", (headers, fields) => {
  expect(fieldsOf(headers)).toEqual(fields);
  expect(checkModel(suggestModel(headers.split(","))).blocking.length).toBeGreaterThan(0);
});

it("makes a model that is whole when a file has every column that is known", () => {
  const all =
    "id,pin,oldIds,fullName,givenName,familyName,birthDate,sex,unit,address,householdId,fatherName,motherName,fatherPin,motherPin,origin,phone,email,zip,permanentUnit";
  expect(checkModel(suggestModel(all.split(","))).comparisons.length).toBe(18);
});

it.each(["weight,colour", "sex,commune", ""])("makes none for columns %j", (headers) => {
  expect(() => suggestModel(headers.split(","))).toThrow(expect.objectContaining({ code: "no-model" }));
});
