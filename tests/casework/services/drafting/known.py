"""What is known in the case of the tests: what everybody may read, and what one proceeding keeps."""

from __future__ import annotations

from typing import Any

from workflows.vocabulary import FactKey

HOLDER = "安徽示例甲酒业股份有限公司"
INTAKE, PENALTY, MEASURES, MEDIATION, SERVE_NOTICE, SERVE_DECISION, DISCLOSURE = range(1, 8)
PENALTY_FOUND = {
    "fine_fen": 1738800,
    "confiscated_gains_fen": 0,
    "confiscated_goods": "侵犯“示例甲”注册商标专用权的白酒6瓶",
    "confiscated_goods_fen": 869400,
    "kinds": ["罚款", "没收非法财物"],
}
HEARING = {"right": True, "why": "罚款达到一万元", "basis": "《中华人民共和国行政处罚法》第六十三条"}
ITEM = {"name": "“示例甲”52度白酒", "unit": "瓶", "quantity": "6", "condition": "完好", "note": ""}
VALUES: dict[FactKey, Any] = {
    FactKey.COMPLAINT_FACTS: f"被投诉人销售假冒{HOLDER}注册商标的白酒。",
    FactKey.CLAIMS: ["penalise", "mediate"],
    FactKey.VIOLATION: "TM57-3",
    FactKey.FOUND_ON: "2026-07-28",
    FactKey.PLACE: "宣城市宣州区鳌峰街道示例路66号",
    FactKey.PLACE_REGION: "341802",
    FactKey.GOODS: "“示例甲”白酒",
    FactKey.MISSING_ITEMS: ["涉案商品辨认意见"],
    FactKey.CHECK_FINDINGS: "货架上陈列待售涉案白酒6瓶。",
    FactKey.FILING_REASONS: "违法事实初步成立。",
    FactKey.INSPECTION: {
        "at": "2026-08-17T09:30",
        "until": "2026-08-17T11:05",
        "place": "宣州区示例乙食品超市",
        "present": {"name": "陈示例", "position": "经营者"},
        "situation": "货架上有涉案白酒6瓶。",
        "evidence_taken": ["现场照片8张"],
        "measures_taken": "当场扣押。",
        "recorder": "李执法",
        "witness": {"name": "孙示例"},
    },
    FactKey.INQUIRY: {
        "at": "2026-08-19T14:30",
        "until": "2026-08-19T15:40",
        "place": "询问室",
        "times": 1,
        "person": {"name": "陈示例", "gender": "男"},
        "questions": [{"q": "白酒从哪里来？", "a": "原经营者留下的。"}],
        "recorder": "李执法",
    },
    FactKey.FACTS_FOUND: f"经{HOLDER}辨认，6瓶白酒均为侵权商品。",
    FactKey.TURNOVER_FEN: 869400,
    FactKey.GAINS_FEN: 0,
    FactKey.ACT_FROM: "2025-12-01",
    FactKey.ACT_ENDED: "2026-08-17",
    FactKey.NATURE: "属于销售侵犯注册商标专用权的商品。",
    FactKey.DISCRETION: "违法经营额不足五万元，商品尚未售出。",
    FactKey.ORDERS: "责令立即停止侵权行为",
    FactKey.PROPOSED_FINE_FEN: 1738800,
    FactKey.CONFISCATED_GOODS: PENALTY_FOUND["confiscated_goods"],
    FactKey.CONFISCATED_GOODS_FEN: 869400,
    FactKey.REVIEW_OPINION: {
        "result": "同意",
        "text": "事实清楚，程序合法。",
        "items": [{"name": "是否具有管辖权", "finding": "有"}],
    },
    FactKey.NOTICE: PENALTY_FOUND | {"hearing": HEARING},
    FactKey.DEFENCE_LINES: [{"no": 1, "text": "不知道是假酒。"}, {"no": 2, "text": "请求从轻。"}],
    FactKey.DEFENCE_ANSWERS: [
        {"no": 1, "adopted": False, "reply": "未查验进货凭证。"},
        {"no": 2, "adopted": True, "reply": "裁量时已予考虑。"},
    ],
    FactKey.HEARING_WAIVED: {"by": "陈示例", "on": "2026-09-21", "text": "放弃听证"},
    FactKey.DISCUSSION: {
        "at": "2026-09-25T14:30",
        "until": "2026-09-25T15:20",
        "place": "三楼会议室",
        "host": "郑局长",
        "recorder": "何审核",
        "opinions": [{"name": "郑局长", "position": "局长", "text": "同意。"}],
        "conclusion": "一致同意。",
    },
    FactKey.DECISION: PENALTY_FOUND | {"decided_on": "2026-09-28"},
    FactKey.CLOSING: {
        "performance": "罚款已缴清。",
        "goods_handled": "已销毁。",
        "reason": "处罚执行完毕。",
    },
    FactKey.ARCHIVING: {"retention": "三十年", "archivist": "李执法"},
}
# What only its own proceeding knows.
OWN: dict[int, dict[FactKey, Any]] = {
    MEASURES: {
        FactKey.SEIZED_ITEMS: [ITEM],
        FactKey.MEASURE_REASONS: "有证据证明是侵权商品。",
        FactKey.MEASURE_PLACE: "罚没物品仓库",
        FactKey.MEASURE_HANDLING: {"reason": "来源尚需核实。"},
    },
    MEDIATION: {
        FactKey.SESSION: {"at": "2026-09-02T09:30", "place": "调解室", "mediator": "赵调解"},
        FactKey.SESSION_RECORD: {
            "at": "2026-09-02T09:30",
            "until": "2026-09-02T11:10",
            "place": "调解室",
            "participants": [{"side": "投诉人", "name": "林示例", "represents": "代理人"}],
            "claims": ["赔偿20,000元"],
            "proposals": [{"speaker": "陈示例", "text": "愿意赔偿。"}],
            "result": "达成协议。",
            "recorder": "许记录",
        },
        FactKey.AGREEMENT: {
            "facts": "被投诉人销售侵权白酒。",
            "dispute": "赔偿数额。",
            "responsibility": "未查验进货凭证。",
            "amount_fen": 1200000,
            "performances": [
                {"on": "2026-09-15", "amount_fen": 600000, "how": "银行转账"},
                {"on": "2026-10-31", "amount_fen": 600000, "how": "银行转账"},
            ],
            "terms": ["不再销售侵权商品"],
        },
        FactKey.MEDIATION_END: {"reason": "no_agreement", "detail": "数额分歧较大。"},
    },
    SERVE_DECISION: {
        FactKey.SERVICE_PROOF: {
            "way": "direct",
            "on": "2026-09-29",
            "at": "10:15",
            "place": "宣州区示例乙食品超市",
            "receiver": "陈示例",
            "relation": "经营者",
        }
    },
}
