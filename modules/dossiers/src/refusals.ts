import type { Text } from "@dinhdanh/kernel/contract";
import { portraitFaults } from "./portrait-rules.ts";
import type { StateRefusal } from "./workflow-rules.ts";

const wrongState = {
  "dossier-draft": {
    vi: "Hồ sơ chưa nộp: hoàn thành các bước rồi nộp",
    en: "The dossier is a draft: finish its steps and submit it first",
  },
  "dossier-submitted": {
    vi: "Hồ sơ đã nộp, đang chờ kiểm tra: đợi kết quả",
    en: "The dossier is submitted and being checked: wait for the checks",
  },
  "dossier-clean": {
    vi: "Hồ sơ đã đạt kiểm tra: hãy duyệt, dừng hoặc trả lại",
    en: "The dossier has passed its checks: approve, hold or return it",
  },
  "dossier-flagged": {
    vi: "Hồ sơ còn kiểm tra không đạt: xử lý từng vướng mắc hoặc trả lại đơn vị",
    en: "A check of the dossier failed: deal with each cause, or return it to the unit",
  },
  "dossier-on-hold": { vi: "Hồ sơ đang tạm dừng: cho tiếp tục trước", en: "The dossier is on hold: release it first" },
  "dossier-returned": {
    vi: "Hồ sơ đang ở đơn vị để sửa: đợi nộp lại",
    en: "The dossier is being mended by its unit: wait until it comes back",
  },
  "dossier-refused": { vi: "Hồ sơ đã bị từ chối: lập hồ sơ mới nếu cần", en: "The dossier was refused: start a new one if need be" },
  "dossier-withdrawn": { vi: "Công dân đã rút hồ sơ: lập hồ sơ mới nếu cần", en: "The dossier was withdrawn: start a new one if need be" },
  "dossier-approved": { vi: "Hồ sơ đã duyệt: không thay đổi được nữa", en: "The dossier is approved: it can no longer be changed" },
  "dossier-in-production": {
    vi: "Thẻ đang được sản xuất: không thay đổi được nữa",
    en: "The card is in production: the dossier can no longer be changed",
  },
  "dossier-printed": { vi: "Thẻ đã in: không thay đổi được nữa", en: "The card is printed: the dossier can no longer be changed" },
  "dossier-ready": { vi: "Thẻ đã về đơn vị: trả thẻ cho công dân", en: "The card is at the unit: hand it over" },
  "dossier-undelivered": { vi: "Thẻ bị trả lại: tìm công dân hoặc gửi lại", en: "The card came back: find the citizen, or send it again" },
  "dossier-handed-over": { vi: "Đã trả thẻ: hồ sơ kết thúc", en: "The card was handed over: the dossier is closed" },
  "dossier-card-revoked": {
    vi: "Thẻ đã bị thu hồi trước khi trả, hồ sơ kết thúc: lập hồ sơ mới nếu công dân còn quyền được cấp thẻ",
    en: "The card was revoked before it was handed over and the dossier has ended: take a new one if the citizen is still entitled to a card",
  },
} satisfies Record<StateRefusal, Text>;

/** Every refusal of this module, with what to do next. */
export const dossierRefusals = {
  ...wrongState,
  "dossier-not-found": { vi: "Không có hồ sơ này: kiểm tra lại mã hồ sơ", en: "There is no such dossier: check its id" },
  "person-not-found": { vi: "Không có người này trong địa bàn: tìm lại", en: "There is no such person: search again" },
  "outside-territory": { vi: "Ngoài địa bàn được giao: đề nghị chỉ huy xử lý", en: "This lies outside your territory: ask your commander" },
  "record-merged": {
    vi: "Bản ghi này đã gộp vào bản ghi khác của cùng người, hồ sơ của nó tạm dừng: rút hồ sơ và lập lại cho bản ghi giữ lại, hoặc hủy gộp",
    en: "This record is merged into another one of the person, and its dossiers wait: withdraw and collect anew for the one kept, or undo the merge",
  },
  "unit-not-found": { vi: "Không có đơn vị này vào ngày thu nhận: kiểm tra mã", en: "There is no such unit on that day: check its code" },
  "not-permitted": {
    vi: "Vai trò của bạn không được làm việc này: chuyển người có quyền",
    en: "Your role may not do this: ask somebody who may",
  },
  "four-eyes": {
    vi: "Ai thu nhận hồ sơ, hoặc đã bỏ qua một kiểm tra không đạt, không được duyệt: chuyển người khác",
    en: "Who collected a dossier, or accepted a failed check of it, cannot decide on it: hand it to somebody else",
  },
  "changes-waiting": {
    vi: "Thay đổi khai trong hồ sơ chưa được quyết định: đợi Trưởng Công an xã quyết định (nơi thường trú: ghi sự kiện chuyển đi) rồi duyệt; xem đề nghị tại /dieu-chinh/ho-so/{dossierId}",
    en: "What the dossier declares to have changed is not decided: wait for the commune chief (for a residence, for the recorded move), then approve; the proposal is at /dieu-chinh/ho-so/{dossierId}",
  },
  "changes-refused": {
    vi: "Thay đổi khai trong hồ sơ không được chấp nhận: trả lại đơn vị thu nhận để bỏ thay đổi hoặc bổ sung giấy tờ; xem quyết định tại /dieu-chinh/ho-so/{dossierId}",
    en: "What the dossier declares to have changed was refused: return it to the collecting unit, to take the change out or to prove it; the decision is at /dieu-chinh/ho-so/{dossierId}",
  },
  "changes-refused-again": {
    vi: "Thay đổi đã bị từ chối được khai lại y nguyên: ở bước Thông tin thay đổi, bỏ thay đổi đó ra hoặc khai lại với giấy tờ khác; xem quyết định tại /dieu-chinh/ho-so/{dossierId}",
    en: "A change that was refused is declared again unaltered: in the step Changed facts take it out, or declare it with other papers; the decision is at /dieu-chinh/ho-so/{dossierId}",
  },
  "reason-missing": { vi: "Thiếu lý do: ghi lý do rồi gửi lại", en: "The reason is missing: state it and send again" },
  "steps-missing": {
    vi: "Chưa nói phải sửa bước nào: chọn ít nhất một bước rồi gửi lại",
    en: "No step is named that is to be mended: choose one at least and send again",
  },
  "act-differs": {
    vi: "Mã thao tác này đã dùng cho nội dung khác: tạo mã mới",
    en: "This act id was used for something else: make a new id",
  },
  "dossier-differs": {
    vi: "Mã hồ sơ này đã dùng cho hồ sơ khác: tạo mã mới",
    en: "This dossier id belongs to another dossier: make a new id",
  },
  "version-stale": {
    vi: "Bước này đã được lưu ở nơi khác: tải lại rồi sửa",
    en: "This step was saved elsewhere meanwhile: load it again, then change it",
  },
  "step-invalid": { vi: "Nội dung bước không hợp lệ: sửa {fields}", en: "The step's content is not valid: mend {fields}" },
  "dossier-incomplete": { vi: "Hồ sơ chưa đủ: bổ sung {missing}", en: "The dossier is not complete: add {missing}" },
  "fee-differs": {
    vi: "Lệ phí không đúng: phải là {amountVnd} đồng, sửa bước lệ phí",
    en: "The fee differs: it is {amountVnd} VND, mend the fee step",
  },
  "circumstance-unfit": {
    vi: "Trường hợp không hợp với loại cấp: chọn lại",
    en: "The circumstance does not belong to this kind: choose again",
  },
  "too-young": {
    vi: "Chưa đủ tuổi cấp thẻ: từ chối bằng văn bản, hẹn từ ngày {from}",
    en: "Too young for a card: refuse in writing; eligible from {from}",
  },
  deceased: { vi: "Dữ liệu ghi người này đã chết: xác minh trước", en: "The register says that the person has died: verify first" },
  "not-vietnamese": {
    vi: "Dữ liệu ghi người này không còn quốc tịch Việt Nam: từ chối bằng văn bản, hoặc ghi việc trở lại quốc tịch trước",
    en: "The register says that the person is no longer a citizen: refuse in writing, or record first that the nationality was regained",
  },
  "birth-unknown": { vi: "Chưa có ngày sinh: bổ sung dữ liệu trước", en: "There is no birth date: add it to the register first" },
  "time-in-future": { vi: "Thời điểm ở tương lai: chỉnh đồng hồ thiết bị", en: "The time lies in the future: set the device's clock" },
  "capture-too-large": {
    vi: "Ảnh lớn hơn 1 MB: chụp lại, hoặc chọn ảnh nhỏ hơn",
    en: "The image is larger than 1 MB: capture it again, or choose a smaller one",
  },
  "capture-type": { vi: "Tệp không đúng định dạng: chụp lại", en: "The file is not of an accepted type: capture it again" },
  ...portraitFaults,
  "signature-invalid": {
    vi: "Chữ ký quá ngắn hoặc không đọc được: xóa và ký lại, hoặc ký trên phiếu giấy",
    en: "The signature is too short or cannot be read: clear it and sign again, or sign on paper",
  },
  "capture-not-found": { vi: "Chưa có ảnh này: chụp trước", en: "This was not captured: capture it first" },
  "check-not-failed": { vi: "Kiểm tra này không vướng mắc: chọn kiểm tra không đạt", en: "This check has not failed: choose one that has" },
  "batch-not-found": { vi: "Không có đợt duyệt này: xem trước lại", en: "There is no such batch: preview again" },
  "batch-differs": { vi: "Mã đợt đã dùng cho đợt khác: tạo mã mới", en: "This batch id belongs to another batch: make a new id" },
} as const satisfies Record<string, Text>;
export type DossierRefusal = keyof typeof dossierRefusals;
