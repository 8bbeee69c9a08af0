"""Every shared word of the house, once, with the bureau's Chinese term as the label that people read.

The stored value is the word itself. Nothing here decides anything."""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """A word with the Chinese term people read."""

    label: str

    # The default serves looking a word up, Term("value"), where no label is given.
    def __new__(cls, value: str, label: str = "") -> Term:
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term


class Procedure(Term):
    INTAKE = "intake", "收案核查"
    MEDIATION = "mediation", "侵权赔偿调解"
    PENALTY = "penalty", "行政处罚"
    HEARING = "hearing", "听证"
    MEASURES = "measures", "查封扣押"
    SERVICE = "service", "送达"
    ENFORCEMENT = "enforcement", "处罚执行"
    DISCLOSURE = "disclosure", "处罚公示"
    WRITING = "writing", "文书制作"


class State(Term):
    # intake
    DRAFT = "draft", "草稿"
    RECEIVED = "received", "已登记"
    SUPPLEMENT_REQUESTED = "supplement_requested", "等待补正"
    UNDER_CHECK = "under_check", "核查中"
    FILED = "filed", "已立案"
    NOT_FILED = "not_filed", "不予立案"
    TOLD_WHERE_TO_GO = "told_where_to_go", "已告知向有权机关提出"
    WITHDRAWN = "withdrawn", "已撤回"
    # mediation
    MEDIATION_REQUESTED = "mediation_requested", "等待对方同意"
    MEDIATION_OPEN = "mediation_open", "双方同意调解"
    MEDIATION_SCHEDULED = "mediation_scheduled", "已定调解日期"
    AGREEMENT_DRAFTED = "agreement_drafted", "协议待签字"
    MEDIATION_AGREED = "mediation_agreed", "达成协议"
    MEDIATION_TERMINATED = "mediation_terminated", "终止调解"
    # penalty
    INVESTIGATING = "investigating", "调查取证"
    INVESTIGATION_CLOSED = "investigation_closed", "调查终结"
    CASE_REVIEW = "case_review", "案件审核"
    LEGAL_REVIEW = "legal_review", "法制审核"
    REVIEW_PASSED = "review_passed", "审核通过"
    NOTICE_APPROVED = "notice_approved", "告知待送达"
    NOTICE_SERVED = "notice_served", "已告知"
    NOTICE_CLEARED = "notice_cleared", "告知程序完成"
    COLLECTIVE_DISCUSSION = "collective_discussion", "集体讨论"
    DECIDED_PENALTY = "decided_penalty", "已决定处罚"
    SERVED = "served", "已送达"
    EXECUTED = "executed", "执行完毕"
    CLOSED = "closed", "已结案"
    ARCHIVED = "archived", "已归档"
    # hearing
    HEARING_REQUESTED = "hearing_requested", "已要求听证"
    HEARING_TERMINATED = "hearing_terminated", "听证终止"
    # measures
    MEASURE_PROPOSED = "measure_proposed", "待批准"
    MEASURE_APPROVED = "measure_approved", "已批准"
    MEASURE_REFUSED = "measure_refused", "不予批准"
    IN_FORCE = "in_force", "扣押中"
    EXTENDED = "extended", "扣押中，已延长"
    EXPIRED = "expired", "期满待退还"
    LIFTED = "lifted", "已解除"
    CONFISCATED = "confiscated", "已没收"
    # service
    PREPARED = "prepared", "待送达"
    ATTEMPTED = "attempted", "送达未成"
    # enforcement
    DUE = "due", "待缴款"
    OVERDUE = "overdue", "逾期未缴"
    PAID_IN_FULL = "paid_in_full", "已缴清"
    # disclosure
    PENDING = "pending", "待制作公示件"
    NOT_PUBLISHABLE = "not_publishable", "依法不公示"
    REDACTED = "redacted", "待公示"
    PUBLISHED = "published", "公示中"
    PUBLICATION_WITHDRAWN = "publication_withdrawn", "已撤回公示"
    DISPLAY_ENDED = "display_ended", "公示期满"
    # writing
    BLANK = "blank", "未起草"
    DRAFTED = "drafted", "起草中"
    WITH_UNIT_HEAD = "with_unit_head", "待办案机构负责人批准"
    WITH_LEADER = "with_leader", "待局负责人批准"
    ISSUED = "issued", "已制发"
    DISCARDED = "discarded", "已作废"


class Action(Term):
    # intake
    SUBMIT = "submit", "提交投诉"
    ROUTE = "route", "分送有管辖权的局"
    REQUEST_SUPPLEMENT = "request_supplement", "通知补正材料"
    SUPPLY = "supply", "提交补正材料"
    START_CHECK = "start_check", "开始核查"
    EXTEND_CHECK = "extend_check", "延长核查期限"
    FILE_CASE = "file_case", "批准立案"
    REFUSE_FILING = "refuse_filing", "决定不予立案"
    NOTIFY_COMPLAINANT = "notify_complainant", "告知投诉人处理结果"
    TELL_WHERE_TO_GO = "tell_where_to_go", "告知向有权机关提出"
    WITHDRAW = "withdraw", "撤回投诉"
    OPEN_MEDIATION = "open_mediation", "启动赔偿调解"
    # mediation
    CONSENT = "consent", "同意调解"
    REFUSE_MEDIATION = "refuse_mediation", "不同意调解"
    SCHEDULE_SESSION = "schedule_session", "确定调解日期"
    HOLD_SESSION = "hold_session", "记录调解过程"
    DRAFT_AGREEMENT = "draft_agreement", "拟定调解协议"
    SIGN_AGREEMENT = "sign_agreement", "签署调解协议"
    CONCLUDE_AGREEMENT = "conclude_agreement", "确认协议成立"
    TERMINATE_MEDIATION = "terminate_mediation", "终止调解"
    # penalty
    START_INVESTIGATION = "start_investigation", "开始调查"
    RECORD_INSPECTION = "record_inspection", "制作现场笔录"
    RECORD_INQUIRY = "record_inquiry", "制作询问笔录"
    PROPOSE_MEASURE = "propose_measure", "提请扣押"
    CLOSE_INVESTIGATION = "close_investigation", "调查终结"
    SUBMIT_CASE_REVIEW = "submit_case_review", "送案件审核"
    SUBMIT_LEGAL_REVIEW = "submit_legal_review", "送法制审核"
    RETURN_FILE = "return_file", "退回补充调查"
    AGREE_REVIEW = "agree_review", "审核同意"
    APPROVE_NOTICE = "approve_notice", "批准告知"
    SERVE_NOTICE = "serve_notice", "告知书送达"
    STATE_DEFENCE = "state_defence", "陈述申辩"
    WAIVE_STATEMENT = "waive_statement", "放弃陈述申辩"
    WAIVE_HEARING = "waive_hearing", "放弃听证"
    REQUEST_HEARING = "request_hearing", "要求听证"
    ANSWER_DEFENCE = "answer_defence", "复核陈述申辩"
    CLEAR_NOTICE = "clear_notice", "确认告知程序完成"
    HEARING_ENDED = "hearing_ended", "听证结束"
    DISCUSS_COLLECTIVELY = "discuss_collectively", "负责人集体讨论"
    DECIDE_PENALTY = "decide_penalty", "作出行政处罚决定"
    SERVE_DECISION = "serve_decision", "决定书送达"
    ENFORCED = "enforced", "处罚执行完毕"
    CLOSE = "close", "批准结案"
    ARCHIVE = "archive", "立卷归档"
    EXTEND_TERM = "extend_term", "延长办案期限"
    # hearing
    WITHDRAW_HEARING = "withdraw_hearing", "撤回听证要求"
    # measures
    APPROVE_MEASURE = "approve_measure", "批准扣押"
    REFUSE_MEASURE = "refuse_measure", "不批准扣押"
    SEIZE = "seize", "实施扣押"
    EXTEND_MEASURE = "extend_measure", "延长扣押期限"
    LIFT = "lift", "解除扣押"
    CONFISCATE = "confiscate", "没收扣押物品"
    EXPIRE = "expire", "扣押期满"
    SERVE_MEASURE = "serve_measure", "扣押决定送达"
    # service
    PAPER_RENDERED = "paper_rendered", "文书制成"
    ATTEMPT = "attempt", "记录送达未成"
    DELIVER = "deliver", "记录送达"
    # enforcement
    RECORD_PAYMENT = "record_payment", "登记缴款"
    CONFIRM_PAID = "confirm_paid", "确认缴清"
    MARK_OVERDUE = "mark_overdue", "逾期未缴"
    # disclosure
    PREPARE_PUBLIC_COPY = "prepare_public_copy", "制作公示件"
    PUBLISH = "publish", "批准公示"
    WITHDRAW_PUBLICATION = "withdraw_publication", "撤回公示"
    END_DISPLAY = "end_display", "公示期满停止公示"
    # writing
    WRITE_PAPER = "write_paper", "起草文书"
    REVISE_PAPER = "revise_paper", "修改文书"
    SUBMIT_TO_HEAD = "submit_to_head", "报办案机构负责人批准文书"
    SUBMIT_TO_LEADER = "submit_to_leader", "报局负责人批准文书"
    RETURN_DRAFT = "return_draft", "退回文书修改"
    APPROVE_PAPER = "approve_paper", "批准制发文书"
    ISSUE_PAPER = "issue_paper", "制发文书"
    DISCARD_DRAFT = "discard_draft", "作废文书草稿"
    REPORT_ON_SPOT = "report_on_spot", "当场处罚材料交存备案"


class Happening(Term):
    """What is recorded beside the steps of the procedures."""

    LOGIN = "login", "登录"
    LOGIN_FAILED = "login_failed", "登录失败"
    LOGIN_REFUSED = "login_refused", "登录被限制"
    LOGOUT = "logout", "退出"
    ACCOUNT_OPENED = "account_opened", "开立账号"
    ACCOUNT_CLOSED = "account_closed", "关闭账号"
    PASSWORD_CHANGED = "password_changed", "修改密码"
    ROLES_CHANGED = "roles_changed", "调整权限"
    DENIED = "denied", "拒绝访问"
    READ = "read", "查阅"
    DOWNLOADED = "downloaded", "下载"
    LETTER_OPENED = "letter_opened", "当事人凭查阅码打开文书"
    EVIDENCE_HANDED_IN = "evidence_handed_in", "投诉人提交材料"
    EVIDENCE_LOGGED = "evidence_logged", "登记证据"
    EVIDENCE_OPENED = "evidence_opened", "查阅证据"
    CONTACT_OPENED = "contact_opened", "查看联系电话"
    FILE_BOUND = "file_bound", "案卷装订完成"
    NUMBERS_SET_ASIDE = "numbers_set_aside", "预留、作废文号"
    CREDIT_DELIVERED = "credit_delivered", "信用平台已接收报送"
    CREDIT_REJECTED = "credit_rejected", "信用平台退回报送"
    PARAMETER_PROPOSED = "parameter_proposed", "提出设定本地参数"
    PARAMETER_APPROVED = "parameter_approved", "批准设定本地参数"
    PARAMETER_REFUSED = "parameter_refused", "不批准设定本地参数"
    PARAMETER_WITHDRAWN = "parameter_withdrawn", "撤回设定本地参数的提议"
    WORDING_DRAFTED = "wording_drafted", "起草文书格式"
    WORDING_SUBMITTED = "wording_submitted", "提交审核文书格式"
    WORDING_APPROVED = "wording_approved", "批准文书格式"
    WORDING_REFUSED = "wording_refused", "不批准文书格式"
    WORDING_WITHDRAWN = "wording_withdrawn", "撤回文书格式"
    CALENDAR_IMPORTED = "calendar_imported", "导入放假安排"
    CLOCKS_RECOUNTED = "clocks_recounted", "因放假安排重新计算期限"


class ContactPurpose(Term):
    """What a sealed telephone number is opened for."""

    SUPPLEMENT = "supplement", "通知补正材料"
    ATTEND = "attend", "通知到场接受调查"
    DELIVERY = "delivery", "联系送达文书"
    MEDIATION = "mediation", "联系调解"
    RESULT = "result", "告知处理结果"


class Role(Term):
    RIGHTS_HOLDER = "rights_holder", "权利人"
    RESPONDENT = "respondent", "当事人"
    INTAKE_CLERK = "intake_clerk", "受理登记人员"
    CASE_OFFICER = "case_officer", "办案人员"
    UNIT_HEAD = "unit_head", "办案机构负责人"
    REVIEWER = "reviewer", "案件审核人员"
    LEGAL_REVIEWER = "legal_reviewer", "法制审核人员"
    LEADER = "leader", "局负责人"
    MEDIATOR = "mediator", "调解员"
    DISCLOSURE_OFFICER = "disclosure_officer", "公示管理人员"
    CREDIT_OFFICER = "credit_officer", "信用监管人员"
    AUDITOR = "auditor", "安全审计员"
    ADMINISTRATOR = "administrator", "系统管理员"
    SYSTEM = "system", "系统"


class PartyKind(Term):
    LEGAL = "legal", "法人及非法人组织"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"
    NATURAL = "natural", "自然人"


class PartyRole(Term):
    COMPLAINANT = "complainant", "投诉人"
    RESPONDENT = "respondent", "被投诉人"
    THIRD_PARTY = "third_party", "第三人"


class RightKind(Term):
    TRADEMARK = "trademark", "注册商标"
    PATENT = "patent", "专利"
    COPYRIGHT = "copyright", "作品登记"
    SOFTWARE = "software", "软件著作权"
    PLANT_VARIETY = "plant_variety", "植物新品种"
    TRADE_SECRET = "trade_secret", "商业秘密"
    GEOGRAPHICAL_INDICATION = "geographical_indication", "地理标志"


class IntakeType(Term):
    RIGHTS_HOLDER_REQUEST = "rights_holder_request", "权利人投诉"
    REPORT = "report", "举报"
    INSPECTION_CLUE = "inspection_clue", "监督检查发现"


class Duty(Term):
    LEAD = "lead", "主办"
    ASSIST = "assist", "协办"
    MEDIATOR = "mediator", "调解员"


class Topic(Term):
    RENDER_PAPER = "render_paper", "制作文书"
    SEND_CREDIT = "send_credit", "报送信用信息"
    BIND_FILE = "bind_file", "装订卷宗"


class ServiceWay(Term):
    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    ELECTRONIC = "electronic", "电子送达"
    POST = "post", "邮寄送达"


class DocumentKind(Term):
    IP_COMPLAINT_FORM = "ip_complaint_form", "知识产权侵权投诉书"
    COMPLAINT_RECEIPT = "complaint_receipt", "投诉材料接收回执"
    SUPPLEMENT_NOTICE = "supplement_notice", "补正材料通知书"
    FILING_APPROVAL = "filing_approval", "立案/不予立案审批表"
    REPORT_RESULT_NOTICE = "report_result_notice", "举报处理结果告知书"
    MEDIATION_NOTICE = "mediation_notice", "调解通知书"
    MEDIATION_RECORD = "mediation_record", "调解笔录"
    MEDIATION_AGREEMENT = "mediation_agreement", "调解协议书"
    MEDIATION_END_NOTICE = "mediation_end_notice", "终止调解通知书"
    ON_SITE_RECORD = "on_site_record", "现场笔录"
    INQUIRY_RECORD = "inquiry_record", "询问笔录"
    COERCIVE_MEASURE_DECISION = "coercive_measure_decision", "实施行政强制措施决定书"
    COERCIVE_MEASURE_EXTENSION = "coercive_measure_extension", "延长行政强制措施期限决定书"
    COERCIVE_MEASURE_RELEASE = "coercive_measure_release", "解除行政强制措施决定书"
    INVENTORY_LIST = "inventory_list", "场所/设施/财物清单"
    INVESTIGATION_REPORT = "investigation_report", "案件调查终结报告"
    LEGAL_REVIEW_FORM = "legal_review_form", "案件审核/法制审核表"
    PENALTY_NOTICE = "penalty_notice", "行政处罚告知书"
    DEFENCE_RECORD = "defence_record", "陈述申辩笔录"
    COLLECTIVE_DISCUSSION_RECORD = "collective_discussion_record", "行政处罚案件集体讨论记录"
    DECISION_APPROVAL = "decision_approval", "行政处理决定审批表"
    PENALTY_DECISION = "penalty_decision", "行政处罚决定书"
    PENALTY_DISCLOSURE_NOTICE = "penalty_disclosure_notice", "行政处罚信息公示告知书"
    SERVICE_RECEIPT = "service_receipt", "送达回证"
    PENALTY_INFO_SUMMARY = "penalty_info_summary", "行政处罚信息摘要"
    REDACTED_DECISION = "redacted_decision", "行政处罚决定书（公示版）"
    DISCLOSURE_APPROVAL = "disclosure_approval", "行政执法信息公示审批表"
    CASE_CLOSING_APPROVAL = "case_closing_approval", "结案审批表"
    FILE_COVER = "file_cover", "卷宗封面"
    FILE_CATALOGUE = "file_catalogue", "卷内文件目录"


class FactKey(Term):
    """Typed keys of what is known in a case; the value's shape stands behind each key."""

    # intake
    COMPLAINT_FACTS = "complaint_facts", "侵权事实"  # str
    CLAIMS = "claims", "请求事项"  # list[str]: stop, penalise, mediate
    VIOLATION = "violation", "违法行为"  # str: id of penalties.csv
    FOUND_ON = "found_on", "发现日期"  # ISO day
    PLACE = "place", "违法行为发生地"  # str
    PLACE_REGION = "place_region", "发生地区划"  # region code
    GOODS = "goods", "涉案商品"  # str
    MISSING_ITEMS = "missing_items", "待补正材料"  # list[str]
    SUPPLIED = "supplied", "补正说明"  # str
    CHECK_FINDINGS = "check_findings", "核查情况"  # str
    FILING_REASONS = "filing_reasons", "立案或者不予立案理由"  # str
    NOT_COMPETENT = "not_competent", "有权机关和理由"  # str
    # investigation
    INSPECTION = "inspection", "现场检查"  # {at, until, place, present, situation, ...}
    INQUIRY = "inquiry", "询问"  # {at, until, place, person, ... questions: [{q, a}]}
    FACTS_FOUND = "facts_found", "违法事实"  # str
    TURNOVER_FEN = "turnover_fen", "违法经营额"  # int
    GAINS_FEN = "gains_fen", "违法所得"  # int
    ACT_FROM = "act_from", "违法行为开始日期"  # ISO day
    ACT_ENDED = "act_ended", "违法行为终了日期"  # ISO day
    NATURE = "nature", "性质和依据"  # str
    DISCRETION = "discretion", "裁量理由"  # str
    ORDERS = "orders", "责令事项"  # str
    PROPOSED_WARNING = "proposed_warning", "拟予警告"  # bool
    PROPOSED_FINE_FEN = "proposed_fine_fen", "拟处罚款"  # int
    CONFISCATED_GAINS_FEN = "confiscated_gains_fen", "拟没收违法所得"  # int
    CONFISCATED_GOODS = "confiscated_goods", "拟没收物品"  # str
    CONFISCATED_GOODS_FEN = "confiscated_goods_fen", "拟没收物品价值"  # int
    PRIOR_PENALTIES = "prior_penalties", "此前商标侵权处罚日期"  # list[ISO day]
    INNOCENT_SELLER = "innocent_seller", "认定为不知情的销售者"  # bool
    MAJOR_CASE = "major_case", "须法制审核的情形"  # list[str]: codes of rules/review.csv
    # review and notice
    REVIEW_OPINION = "review_opinion", "审核意见"  # {kind, text, by}
    NOTICE = "notice", "告知内容"  # {fine_fen, confiscated_*, kinds, hearing{right, why}}
    DEFENCE_LINES = "defence_lines", "陈述申辩意见"  # list[{no, text}]
    DEFENCE_ANSWERS = "defence_answers", "复核意见"  # list[{no, adopted, reply}]
    STATEMENT_WAIVED = "statement_waived", "放弃陈述申辩"  # {by, on, text}
    HEARING_WAIVED = "hearing_waived", "放弃听证"  # {by, on, text}
    HEARING_REQUEST = "hearing_request", "听证要求"  # {by, on, text}
    DISCUSSION = "discussion", "集体讨论"  # {at, place, host, recorder, attendees, opinions, conclusion}
    DECISION = "decision", "处罚决定"  # {fine_fen, ...}
    TERM_EXTENSION = "term_extension", "延长期限"  # {days, reason}
    # measures
    SEIZED_ITEMS = (
        "seized_items",
        "扣押物品",
    )  # list[{name, maker, model, batch, unit, quantity, condition, note}]
    MEASURE_REASONS = "measure_reasons", "扣押理由"  # str
    MEASURE_PLACE = "measure_place", "扣押地点"  # str
    MEASURE_HANDLING = "measure_handling", "扣押物品处理"  # {reason, ...}
    # mediation: readable inside the mediation only
    MEDIATION_CLAIM = "mediation_claim", "赔偿请求"  # str
    MEDIATION_CONSENT = "mediation_consent", "同意调解"  # {by, way}
    SESSION = "session", "调解安排"  # {at, place, mediator}
    SESSION_RECORD = "session_record", "调解过程"  # {claims, proposals, result}
    AGREEMENT = "agreement", "协议内容"  # {facts, terms, amount_fen, performances: [{on, amount_fen}]}
    SIGNATURES = "signatures", "签署"  # {complainant: {...}, respondent: {...}}
    MEDIATION_END = "mediation_end", "终止调解理由"  # {reason, detail}
    # service, enforcement, disclosure, closing
    RENDERED = "rendered", "文书已制成"  # {sha256, pages}
    SERVICE_ATTEMPT = "service_attempt", "送达未成"  # {on, way, reason}
    SERVICE_PROOF = "service_proof", "送达情况"  # {way, on, place, receiver, relation, witness, proof}
    PUBLIC_COPY = "public_copy", "公示件"  # {publication_id, sha256, checks}
    WITHDRAWAL = "withdrawal", "撤回公示"  # {reason, document}
    CLOSING = "closing", "结案情况"  # {performance, goods_handled}
    ARCHIVING = "archiving", "归档"  # {retention, volumes}
    PAPER_CONTENT = "paper_content", "文书内容"  # {field of documents/fields.csv: value}
