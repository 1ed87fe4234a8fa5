"""The words of the commands about time, in three languages."""

WORDS = {
    "between": ("From {first} to {last}:", "由{first}至{last}：", "由{first}至{last}："),
    "same": ("Nothing differs.", "沒有分別。", "没有分别。"),
    "routes": ("Routes", "申請途徑", "申请途径"),
    "criteria": ("Criteria", "準則", "准则"),
    "figures": ("Figures", "數字", "数字"),
    "countings": ("Counted in another way", "改變計算方法", "改变计算方法"),
    "lists": ("Lists", "名單", "名单"),
    "fees": ("Fees", "費用", "费用"),
    "quotas": ("Places", "名額", "名额"),
    "documents": ("Documents", "文件", "文件"),
    "person": (
        "For this person, {turned} verdicts differ:",
        "就此人而言，{turned}項結論不同：",
        "就此人而言，{turned}项结论不同：",
    ),
    "time": ("only time has passed", "只是時間過去", "只是时间过去"),
    "open": ("open", "接受申請", "接受申请"),
    "closed": ("closed", "不接受申請", "不接受申请"),
    "undetermined": ("cannot be determined", "未能確定", "未能确定"),
    "meets": ("meets", "符合", "符合"),
    "fails": ("does not meet", "不符合", "不符合"),
    "met": ("met", "符合", "符合"),
    "not_met": ("not met", "不符合", "不符合"),
    "unknown": ("not known", "未知", "未知"),
    "judgement": ("an officer's judgement", "由人員判斷", "由人员判断"),
    "unsourced": ("not published", "未有公布", "未有公布"),
    "not_required": ("not required", "不要求", "不要求"),
    "tested": ("required", "要求", "要求"),
    "uncertain": ("changing around this day", "當日前後正在改變", "当日前后正在改变"),
    "in_force": ("in force", "適用", "适用"),
    "asked": ("asked for", "須提交", "须提交"),
    "none": ("none", "沒有", "没有"),
}


def say(word: str, lang: str, **values: str) -> str:
    """Return one of these words in a language, filled."""
    from kaitak.rules.texts import LANGUAGES

    return WORDS[word][LANGUAGES.index(lang)].format(**values)
