"""The few words a command prints around the policy's own texts, in three languages."""

WORDS = {
    "on": ("On {day}, by the published rules:", "按{day}的公布規則：", "按{day}的公布规则："),
    "meets": (
        "meets every published criterion that can be tested",
        "符合所有可核對的已公布準則",
        "符合所有可核对的已公布准则",
    ),
    "fails": ("does not meet", "不符合", "不符合"),
    "undetermined": ("cannot be determined", "未能確定", "未能确定"),
    "closed": ("closed on that day", "當日不接受申請", "当日不接受申请"),
    "stay": ("initial stay: {months} months", "首次逗留：{months}個月", "首次逗留：{months}个月"),
    "points": (
        "points: {reached} of {maximum}; {mark} needed",
        "得分：{reached}，滿分{maximum}，須達{mark}",
        "得分：{reached}，满分{maximum}，须达{mark}",
    ),
    "found": ("found: {found}", "現為：{found}", "现为：{found}"),
    "missing": ("still to tell: {missing}", "尚欠資料：{missing}", "尚缺资料：{missing}"),
    "unsure": ("{place} may be: {names}", "{place}可能是：{names}", "{place}可能是：{names}"),
    "discretion": (
        "Approval is at the discretion of the Director of Immigration.",
        "是否批准由入境事務處處長酌情決定。",
        "是否批准由入境事务处处长酌情决定。",
    ),
    "questions": (
        "What can still settle a verdict, the most telling first:",
        "仍可影響結果的問題（最有用的在先）：",
        "仍可影响结果的问题（最有用的在先）：",
    ),
    "nothing_to_ask": (
        "No further answer can settle anything.",
        "再無問題可令結果更確定。",
        "再没有问题可以让结果更确定。",
    ),
    "cause_time": ("As time passes:", "隨時間過去：", "随时间过去："),
    "cause_rule": ("The rules change:", "規則有變：", "规则有变："),
    "cause_opens": ("The route opens.", "開始接受申請。", "开始接受申请。"),
    "cause_closes": ("The route closes.", "停止接受申請。", "停止接受申请。"),
    "wait_until": ("wait until {day}", "等候至{day}", "等到{day}"),
    "change": (
        "{label}: from {from_text} to {to_text}",
        "{label}：由{from_text}改為{to_text}",
        "{label}：从{from_text}改为{to_text}",
    ),
    "nothing_to_improve": (
        "Nothing that a person can change, nor waiting up to five years, would be enough.",
        "沒有任何可以改變的事項足以令結果符合，等候五年亦然。",
        "没有任何可以改变的事项足以令结果符合，等候五年也是如此。",
    ),
    "structure": ("Structure: {structure}", "收費結構：{structure}", "收费结构：{structure}"),
    "application_fee": ("Application fee: {amount}", "申請費：{amount}", "申请费：{amount}"),
    "issuance_fee": ("Issuance fee: {amount}", "簽發費：{amount}", "签发费：{amount}"),
    "amount": (
        "HK${each} each, HK${total} in all",
        "每人{each}港元，共{total}港元",
        "每人{each}港元，共{total}港元",
    ),
    "period": ("Relevant period: {days} days", "有關期間：{days}日", "有关期间：{days}日"),
    "required": ("required", "必須提交", "必须提交"),
    "optional": ("optional", "可選擇提交", "可选择提交"),
    "exempt": ("exempt", "獲豁免", "获豁免"),
    "unknown": ("depends on {why}", "視乎{why}", "取决于{why}"),
    "unpublished": (
        "whether it is required is not published",
        "是否必須提交未有公布",
        "是否必须提交没有公布",
    ),
    "at_most": ("at most {files}", "最多{files}", "最多{files}"),
}


def say(word: str, lang: str, **values: object) -> str:
    """Return one of these words in a language, filled."""
    from kaitak.rules.texts import LANGUAGES

    return WORDS[word][LANGUAGES.index(lang)].format(**values)
