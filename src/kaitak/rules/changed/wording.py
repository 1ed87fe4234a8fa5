"""The words in which a change is told, in three languages."""

from collections.abc import Iterable

from kaitak.rules.texts import LANGUAGES, language, word

WORDS = {
    "opened": ("Opened", "開始接受申請", "开始接受申请"),
    "may_open": ("May have opened", "可能已開始接受申請", "可能已开始接受申请"),
    "closed": ("Closed", "停止接受申請", "停止接受申请"),
    "required": ("Required from then on", "由當日起要求", "由当日起要求"),
    "awarded": ("Points are given for it from then on", "由當日起計分", "由当日起计分"),
    "worth": ("{what} ({points})", "{what}（{points}）", "{what}（{points}）"),
    "dropped": ("No longer required", "不再要求", "不再要求"),
    "reworded": ("Required in these words", "改用以上字句", "改用以上字句"),
    "judged": ("Judged in another way", "改變評定方式", "改变评定方式"),
    "counted": ("Counted in another way", "改變計算方法", "改变计算方法"),
    "value": ("{before} became {after}", "由{before}改為{after}", "由{before}改为{after}"),
    "introduced": ("{after} from then on", "由當日起為{after}", "由当日起为{after}"),
    "ended": ("No longer in force", "不再適用", "不再适用"),
    "asked_all": ("Other criteria are asked for", "改變所須符合的準則", "改变所须符合的准则"),
    "fee": ("{before} became {after}", "由{before}改為{after}", "由{before}改为{after}"),
    "quota_opened": ("{after} from then on", "由當日起有{after}", "由当日起有{after}"),
    "quota_closed": ("The places ended", "名額有效期完結", "名额有效期结束"),
    "document_added": ("Asked for from then on", "由當日起須提交", "由当日起须提交"),
    "document_dropped": ("No longer asked for", "不再須提交", "不再须提交"),
    "declared": ("Declared in new words", "改用新的聲明字句", "改用新的声明字句"),
    "one_added": ("{n} entry added", "新增{n}項", "新增{n}项"),
    "many_added": ("{n} entries added", "新增{n}項", "新增{n}项"),
    "one_removed": ("{n} entry taken off", "刪除{n}項", "删除{n}项"),
    "many_removed": ("{n} entries taken off", "刪除{n}項", "删除{n}项"),
    "unpublished": ("unpublished", "未有公布", "未有公布"),
    "stay": ("Length of stay", "逗留期限", "逗留期限"),
    "pass_mark": ("Pass mark", "合格分數", "合格分数"),
    "processing": ("Usual processing time", "一般處理時間", "一般处理时间"),
    "fees_of": ("Fees: {of}", "費用：{of}", "费用：{of}"),
    "fees_specified": ("Fees of talent schemes", "人才計劃的費用", "人才计划的费用"),
    "fees_ordinary": ("Fees of ordinary visas", "一般簽證的費用", "一般签证的费用"),
    "application_fee": ("application {amount}", "申請費{amount}", "申请费{amount}"),
    "issuance_fee": ("issuance {amount}", "簽發費{amount}", "签发费{amount}"),
    "tiers": (
        "{otherwise}, or {more} for more than {days}",
        "{otherwise}，超過{days}則為{more}",
        "{otherwise}，超过{days}则为{more}",
    ),
}


def say(name: str, lang: str, **values: str) -> str:
    """Return one of these words in a language, filled."""
    return WORDS[name][LANGUAGES.index(language(lang))].format(**values)


def counted(added: int, removed: int, lang: str) -> str:
    """Return how many entries came and went."""
    told = [
        say(("one_" if number == 1 else "many_") + what, lang, n=str(number))
        for what, number in (("added", added), ("removed", removed))
        if number
    ]
    return joined(told, lang)


def joined(parts: Iterable[str], lang: str) -> str:
    """Return parts as a list in a language."""
    return word("comma", lang).join(filter(None, parts))
