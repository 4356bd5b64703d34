import type { Text } from "@dinhdanh/kernel/contract";

type Entry = { status: number; number: number; text: Text };

/**
 * Everything that an OSIA interface may answer instead of a result: status as the files name it, `code` and `message` of their Error. "Nobody
 * matches", "not permitted" and "unavailable" are three different answers (domain rules, section 8); the files know 500 alone for the last.
 */
export const osiaRefusals = {
  malformed: {
    status: 400,
    number: 4000,
    text: {
      vi: "Yêu cầu không đúng tệp mô tả của OSIA: sửa rồi gửi lại",
      en: "The request is not as OSIA's file says: mend it and send it again",
    },
  },
  "unknown-attribute": {
    status: 400,
    number: 4001,
    text: {
      vi: "Không có thuộc tính mang tên này: xem bảng trong docs/osia.md",
      en: "There is no attribute of this name: see the table in docs/osia.md",
    },
  },
  "too-broad": {
    status: 400,
    number: 4002,
    text: {
      vi: "Tìm rộng quá: hãy cho uin, hoặc fullName cùng dateOfBirth",
      en: "The query is too broad: give uin, or fullName and dateOfBirth",
    },
  },
  "operator-not-possible": {
    status: 400,
    number: 4003,
    text: { vi: "Chỉ so sánh lớn nhỏ được với ngày", en: "Only dates can be compared by order" },
  },
  "too-many-found": {
    status: 400,
    number: 4004,
    text: { vi: "Có quá nhiều người khớp: thêm thuộc tính", en: "Too many people match: add attributes" },
  },
  "unknown-topic": {
    status: 400,
    number: 4005,
    text: { vi: "Không có chủ đề này: xem danh sách chủ đề", en: "There is no such topic: look at the list of topics" },
  },
  "protocol-not-offered": {
    status: 400,
    number: 4006,
    text: {
      vi: "Không gửi thư điện tử: dùng protocol=http với địa chỉ https",
      en: "E-mail is not sent: use protocol=http with an https address",
    },
  },
  "address-not-allowed": {
    status: 400,
    number: 4007,
    text: { vi: "Địa chỉ phải là https tới một máy công cộng", en: "The address must be https to a public host" },
  },
  "policy-malformed": {
    status: 400,
    number: 4008,
    text: {
      vi: "policy là hai số nguyên: số giây,số lần (-1 là mãi mãi)",
      en: "A policy is two whole numbers: seconds,times (-1 is for ever)",
    },
  },
  "token-unknown": {
    status: 400,
    number: 4009,
    text: { vi: "Mã xác nhận không đúng: đăng ký lại để nhận mã", en: "The confirmation token is wrong: subscribe again to be sent one" },
  },
  "topic-in-use": {
    status: 400,
    number: 4010,
    text: { vi: "Chủ đề còn người đăng ký: chờ họ hủy đăng ký", en: "The topic has subscribers: wait until they unsubscribe" },
  },
  "attributes-needed": {
    status: 400,
    number: 4011,
    text: {
      vi: "Thiếu thuộc tính cần để cấp số: birthProvince, gender, dateOfBirth",
      en: "Attributes that a number is made of are missing: birthProvince, gender, dateOfBirth",
    },
  },
  "number-not-given": {
    status: 400,
    number: 4012,
    text: { vi: "Không cấp được số với các thuộc tính này", en: "No number can be given for these attributes" },
  },
  "birth-attributes-needed": {
    status: 400,
    number: 4013,
    text: {
      vi: "Khai sinh cần uin (từ generateUIN), fullName, dateOfBirth đủ ngày, gender, residenceUnit",
      en: "A birth needs uin (from generateUIN), fullName, dateOfBirth with its day, gender, residenceUnit",
    },
  },
  "parents-contradict": {
    status: 400,
    number: 4014,
    text: {
      vi: "Số của cha, mẹ không có trong sổ hoặc mâu thuẫn với khai sinh: kiểm tra rồi gửi lại",
      en: "The numbers of the parents are unknown or contradict the birth: check them and send it again",
    },
  },
  "one-at-a-time": {
    status: 400,
    number: 4015,
    text: {
      vi: "Báo chết, chuyển nơi thường trú và cải chính gửi riêng từng yêu cầu (PATCH cho báo chết và chuyển đi)",
      en: "Send a death or a move by itself, by PATCH, and corrections by themselves",
    },
  },
  "topic-not-permitted": {
    status: 400,
    number: 4016,
    text: {
      vi: "Thỏa thuận không cho phép chủ đề này: cần thuộc tính uin",
      en: "The agreement does not permit this topic: it needs the attribute uin",
    },
  },
  "topic-of-others": {
    status: 400,
    number: 4017,
    text: { vi: "Chủ đề này của nơi khác: tạo chủ đề riêng", en: "This topic belongs to somebody else: create one of your own" },
  },
  "too-large": {
    status: 400,
    number: 4018,
    text: {
      vi: "Yêu cầu lớn hơn mức nhận (xem docs/osia.md): gửi ít hơn",
      en: "The request holds more than is taken (bounds in docs/osia.md): send less",
    },
  },
  "value-not-possible": {
    status: 400,
    number: 4019,
    text: {
      vi: "Có giá trị không thể đúng (dạng, ngày hoặc mã): kiểm tra theo bảng thuộc tính trong docs/osia.md",
      en: "A value cannot be (its form, day or code): check it against the attributes in docs/osia.md",
    },
  },
  "transaction-differs": {
    status: 400,
    number: 4020,
    text: {
      vi: "transactionId này đã được dùng để nói điều khác: dùng mã mới",
      en: "This transactionId has said something else already: use a new one",
    },
  },
  "id-not-uuid": {
    status: 400,
    number: 4021,
    text: {
      vi: "Mã của người, danh tính mới phải là UUID: tạo một UUID",
      en: "The id of a new person or identity must be a UUID: make one",
    },
  },
  "ids-contradict": {
    status: 400,
    number: 4022,
    text: {
      vi: "Mã trong nội dung và trên địa chỉ mâu thuẫn, hoặc hai mã phải khác nhau lại là một: sửa mã",
      en: "The id in the body is not that of the path, or two ids that must differ are one: mend the ids",
    },
  },
  "nothing-differs": {
    status: 400,
    number: 4023,
    text: {
      vi: "Không có gì khác với sổ để đề nghị: nêu thuộc tính cần đổi trong biographicData",
      en: "Nothing differs from the register, so there is nothing to claim: name in biographicData what does",
    },
  },
  "status-unknown": {
    status: 400,
    number: 4024,
    text: {
      vi: "Không có trạng thái này: CLAIMED, VALID, INVALID hoặc REVOKED",
      en: "There is no such status: give CLAIMED, VALID, INVALID or REVOKED",
    },
  },
  "unsupported-content": {
    status: 400,
    number: 4025,
    text: {
      vi: "Không nhận loại nội dung này: gửi application/json (publish: plain/text)",
      en: "Content of this type is not taken: send application/json (publish: plain/text)",
    },
  },
  "no-token": {
    status: 401,
    number: 4100,
    text: {
      vi: "Thiếu mã truy cập hoặc mã đã hết hạn: lấy mã mới ở /osia/oauth/token",
      en: "There is no access token, or it has ended: fetch one at /osia/oauth/token",
    },
  },
  "scope-missing": {
    status: 403,
    number: 4300,
    text: { vi: "Mã truy cập không có phạm vi của dịch vụ này", en: "The access token lacks the scope of this operation" },
  },
  "attribute-not-permitted": {
    status: 403,
    number: 4301,
    text: { vi: "Thỏa thuận không cho phép thuộc tính này", en: "The agreement does not name this attribute" },
  },
  "registration-elsewhere": {
    status: 403,
    number: 4304,
    text: {
      vi: "Chỉ đăng ký khai sinh qua đây: createPerson trước, rồi danh tính mang cùng mã; người khác đăng ký tại công an xã",
      en: "Only births are registered here: createPerson first, then the identity with the same id; others are registered at the commune",
    },
  },
  "never-deleted": {
    status: 403,
    number: 4305,
    text: {
      vi: "Dữ liệu dân cư không xóa người, danh tính: sự kiện được ghi thêm, không gì bị bỏ đi",
      en: "The register deletes no person or identity: events are added, nothing is taken away",
    },
  },
  "correction-elsewhere": {
    status: 403,
    number: 4306,
    text: {
      vi: "Phần này không đổi qua đây (số, hộ, tình trạng cư trú, ảnh, thư viện, danh tính đã gửi): công an xã đăng ký",
      en: "This does not change by message (number, household, residence status, images, galleries, what was claimed): the commune registers it",
    },
  },
  "adjudication-elsewhere": {
    status: 403,
    number: 4307,
    text: {
      vi: "Danh tính chỉ chuyển khi gộp hai người: dùng mergePerson; hủy gộp do cán bộ quyết định",
      en: "Identities move when two persons are merged: use mergePerson; officers decide whether a merge is undone",
    },
  },
  "death-day-needed": {
    status: 403,
    number: 4308,
    text: {
      vi: "Báo chết cần ngày: PATCH danh tính với biographicData.dateOfDeath",
      en: "A death is reported with its day: PATCH the identity with biographicData.dateOfDeath",
    },
  },
  "number-not-yours": {
    status: 403,
    number: 4309,
    text: {
      vi: "uin phải là số mà generateUIN đã cấp cho cơ quan này và chưa ai mang",
      en: "The uin must be one that generateUIN gave this agency and that nobody bears",
    },
  },
  "may-be-known": {
    status: 403,
    number: 4310,
    text: {
      vi: "Sổ có người có thể chính là trẻ này: công an xã xem xét và đăng ký",
      en: "The register holds who may be this child: the commune looks at it and registers",
    },
  },
  "correction-proposed": {
    status: 403,
    number: 4311,
    text: {
      vi: "Chưa đổi: đã thành đề nghị cải chính (DC02), trưởng công an xã quyết định; đọc ở readIdentities, gửi lại để biết kết quả",
      en: "Not changed yet: it is proposed (DC02) and the commune chief decides; read it by readIdentities, ask again for the outcome",
    },
  },
  "correction-refused": {
    status: 403,
    number: 4312,
    text: {
      vi: "Đề nghị cải chính này đã bị từ chối hoặc rút lại: có giấy tờ khác thì gửi với transactionId mới",
      en: "This correction was refused or withdrawn: with other papers send it under a new transactionId",
    },
  },
  "merge-proposed": {
    status: 403,
    number: 4313,
    text: {
      vi: "Chưa gộp: hai người đã được đưa cho cán bộ xem xét; gửi lại để biết kết quả",
      en: "Not merged yet: the two are put before the officers who decide; ask again for the outcome",
    },
  },
  "found-different": {
    status: 403,
    number: 4314,
    text: {
      vi: "Cán bộ đã xác định đây là hai người: có chứng cứ mới thì gửi văn bản cho họ",
      en: "Officers found these to be two people: write to them if you hold new evidence",
    },
  },
  "claim-only": {
    status: 403,
    number: 4315,
    text: {
      vi: "Điều khác với sổ là điều cần xác minh: gửi với status=CLAIMED, trưởng công an xã quyết định",
      en: "What differs from the register is a claim: send it as CLAIMED, the commune chief decides",
    },
  },
  "status-follows": {
    status: 403,
    number: 4316,
    text: {
      vi: "Trạng thái theo dữ liệu và quyết định của cán bộ, không đặt được qua đây",
      en: "The status follows from the data and from what officers decide; it cannot be set",
    },
  },
  "documents-by-reference": {
    status: 403,
    number: 4317,
    text: {
      vi: "Sổ không giữ bản chụp: nêu giấy tờ (documentType, instance) hoặc dataRef, không gửi data",
      en: "The register keeps no scans: name the paper (documentType, instance) or give dataRef, without data",
    },
  },
  "unknown-person": { status: 404, number: 4400, text: { vi: "Không có người này trong sổ", en: "The register has no such person" } },
  "nobody-found": {
    status: 404,
    number: 4401,
    text: {
      vi: "Không có người nào khớp trong trang được hỏi (offset, limit)",
      en: "Nobody matches on the page that is asked for (offset, limit)",
    },
  },
  "unknown-record": { status: 404, number: 4402, text: { vi: "Không có bản ghi này", en: "There is no such record" } },
  "no-value": { status: 404, number: 4403, text: { vi: "Sổ chưa có giá trị này", en: "The register holds no value" } },
  "no-document": {
    status: 404,
    number: 4404,
    text: { vi: "Sổ không giữ loại giấy tờ này của người này", en: "The register holds no such document of this person" },
  },
  "already-exists": { status: 409, number: 4900, text: { vi: "Mã này đã có trong sổ", en: "The register has this id already" } },
  "unsupported-format": { status: 415, number: 4150, text: { vi: "Không có định dạng này", en: "This format is not offered" } },
  unexpected: {
    status: 500,
    number: 5000,
    text: {
      vi: "Lỗi ngoài dự kiến: báo cho trung tâm mã của x-request-id",
      en: "Something unexpected went wrong: tell the centre the x-request-id",
    },
  },
  unavailable: {
    status: 500,
    number: 5030,
    text: { vi: "Hệ thống tạm thời không phục vụ: thử lại sau", en: "The system is unavailable for now: try again later" },
  },
} as const satisfies Record<string, Entry>;
export type OsiaRefusal = keyof typeof osiaRefusals;
