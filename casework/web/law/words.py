"""Names of tables, columns and coded values of the rules, as a reader meets them. Data only."""

from __future__ import annotations


def _(text: str) -> str:
    return text


# In the order in which a reader wants them; the keys are the names of the tables of the rules.
TABLES = {
    "deadlines": _("期限"),
    "penalties": _("违法行为和罚款"),
    "hearing": _("听证"),
    "surcharge": _("加处罚款"),
    "display": _("公示期"),
    "kinds": _("处罚种类的公示后果"),
    "referral": _("刑事追诉标准"),
    "limits": _("程序限额"),
    "review": _("应当法制审核的案件"),
    "provisions": _("条件、管辖和职责"),
    "masking": _("公示时隐去的内容"),
    "conventions": _("计算规则"),
    "parameters": _("可以由地方设定的数额"),
    "local": _("本地参数"),
}
PROCEDURES = {
    "complaint_intake": _("投诉受理"),
    "report_intake": _("举报受理"),
    "complaint_mediation": _("消费投诉调解"),
    "penalty_general": _("普通程序"),
    "penalty_simple": _("简易程序"),
    "hearing": _("听证"),
    "coercive_measures": _("查封、扣押"),
    "jurisdiction": _("管辖"),
    "criminal_referral": _("移送公安机关"),
    "enforcement": _("缴纳和执行"),
    "reconsideration": _("行政复议"),
    "litigation": _("行政诉讼"),
    "disclosure_gsxt": _("国家企业信用信息公示系统公示"),
    "disclosure_shuanggongshi": _("双公示"),
    "disclosure_counterfeit_ip": _("制售假冒和侵权案件公开"),
    "credit_repair_samr": _("信用修复（市场监管）"),
    "credit_repair_creditchina": _("信用修复（信用中国）"),
    "credit_repair_ndrc": _("信用修复（发展改革）"),
    "serious_violation_list": _("严重违法失信名单"),
    "patent_adjudication": _("专利侵权纠纷行政裁决"),
    "patent_mediation": _("专利纠纷行政调解"),
    "copyright_penalty": _("著作权行政处罚"),
    "customs_protection": _("海关保护"),
    "inspection_shuangsuiji": _("双随机抽查"),
}
PARTIES = (
    ("natural", _("自然人")),
    ("individual_business", _("个体工商户")),
    ("legal", _("法人或者其他组织")),
)
# Below: words that stand inside statutory sentences; they stay Chinese in every language.
UNITS = {
    "working_day": "个工作日",
    "calendar_day": "日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
    "years": "周岁",
    "percent": "%",
}
# Units of figures that are not terms, named where the unit itself is what differs.
OTHER_UNITS = {"fen": "元", "count": "个", "items": "件", "yes": "应当做到"}
ANCHORS = {"published": "公示之日", "decided": "决定之日"}
MODALS = {"may": "可以处", "shall": "应当处", "none": "没有罚款", "unknown": "没有载入"}
WARNINGS = {"": "没有规定", "may": "可以同时警告", "shall": "应当同时警告"}
BASES = {
    "illegal_turnover": "违法经营额",
    "illegal_gains": "违法所得",
    "goods_value": "货值金额",
    "fixed": "不按数额分档",
    "none": "没有罚款",
    "unknown": "没有载入",
}
EXEMPTIONS = {
    "": "没有规定",
    "no_fine": "不罚款",
    "no_penalty": "不予处罚",
    "not_infringing": "不视为侵权",
}
CONDITIONS = {
    "two_marks": "两种以上",
    "repeat": "受过刑事处罚或者行政处罚后又犯",
    "half": "两项以上数额分别达到",
    "service": "服务商标",
    "service_two_marks": "服务商标，两种以上",
    "service_repeat": "服务商标，受过刑事处罚或者行政处罚后又犯",
}
CHANNELS = {"gsxt": "国家企业信用信息公示系统", "creditchina": "信用中国"}
EFFECTS = {"repair_barred": "不得提前停止公示", "serious": "属于严重失信信息"}
ACTIONS = {"keep": "保留", "mask": "隐去，代以", "omit": "删去，代以"}
SUBJECTS = {
    "repair": "信用修复",
    "listing": "严重违法失信名单",
    "disclosure": "处罚信息公示",
    "jurisdiction": "管辖",
    "department": "主管部门",
}
PARTS = {
    "condition": "条件",
    "bar": "不适用的情形",
    "revoke": "撤销",
    "test": "标准",
    "heavier": "较重行政处罚",
    "head": "情形",
    "factor": "考虑的因素",
    "consent": "程序",
    "content": "内容",
    "duty": "职责",
    "ground": "管辖根据",
}
LEVELS = {"nation": "国家", "province": "省", "city": "设区的市", "county": "县"}
COLUMNS = {
    "id": "编号",
    "name": "名称",
    "label": "名称",
    "procedure": "程序",
    "procedures": "适用的程序",
    "starts_at": "起点",
    "ends_at": "终点",
    "length": "长度",
    "unit": "单位",
    "rolls": "遇休息日顺延",
    "backward": "往前数",
    "extension_length": "延长的上限",
    "extension_unit": "延长的单位",
    "extension_max_times": "延长次数",
    "extension_by": "批准延长的人",
    "later_length": "再延长的上限",
    "later_unit": "再延长的单位",
    "later_max_times": "再延长次数",
    "later_by": "批准再延长的人",
    "not_counted": "不计入的时间",
    "basis": "依据",
    "violation_basis": "禁止的条文",
    "confidence": "核实情况",
    "note": "说明",
    "department": "主管部门",
    "modal": "可以或者应当",
    "base": "计算基数",
    "threshold_fen": "分档数额",
    "threshold_inclusive": "分档数额本身属于较高一档",
    "overlap": "两档文字都包括分档数额",
    "multiplier_min": "倍数下限",
    "multiplier_max": "倍数上限",
    "above_min_fen": "较高一档的下限",
    "above_max_fen": "较高一档的上限",
    "below_min_fen": "较低一档的下限",
    "below_max_fen": "较低一档的上限",
    "serious_above": "情节严重的适用较高一档",
    "natural_max_fen": "对个人的上限",
    "warning": "警告",
    "confiscate": "没收",
    "orders": "责令",
    "licence": "许可和执业措施",
    "aggravation_years": "从重的年限",
    "aggravation_acts": "从重的次数",
    "aggravation": "从重处罚",
    "exemption": "免除",
    "exempt_effect": "免除的后果",
    "exempt_order": "免除时的责令",
    "also": "一并处罚的人",
    "offences": "对应的罪名",
    "key": "罪名编号",
    "offence": "罪名",
    "article": "刑法条文",
    "condition": "条件",
    "within_years": "年限",
    "figure": "数额种类",
    "figure_name": "数额",
    "threshold": "标准",
    "party": "当事人",
    "kinds": "处罚种类",
    "kind": "种类",
    "effect": "后果",
    "per_day_permille": "每日比例（千分之）",
    "cap_permille": "上限（罚款数额的千分之）",
    "channel": "渠道",
    "classed": "类别",
    "published": "公示",
    "runs_from": "公示期的起点",
    "publish_rule": "公示期限",
    "push_rule": "推送期限",
    "repair_rule": "修复期限",
    "value": "数值",
    "subject": "事项",
    "text": "内容",
    "action": "处理",
    "mask": "代替的文字",
    "levels": "可以设定的层级",
    "hint": "用途",
    "absent": "没有设定时",
    "region": "地区",
}
CONFIDENCES = {"text-seen": "条文已核对", "to-confirm": "待核实"}
