"""An invented second edition, so that every table of a run has rows and editions and documents differ.

It has what the shipped message lacks: two documents, a private-use character, a passage in English, words of two
spellings, an acronym with a name that is not its own, and compounds that no dictionary has.
"""

from __future__ import annotations

_ACCESS = """\
数据信任与接入

一、数据信任框架

- 互联网治理论坛（IGF）讨论了数据信任框架，利益相关者应共同建立数据信任框架。
- 数据信任框架须保护个人权益，各国政府和私营部门制定规则，制订标准。
- 人工智能使数据信任框架更加重要；人工智能（AI）也带来新的风险。
- 社区网络运营者认为社区网络运营者需要频谱，农村地区的接入仍是难题。
- 农村地区的学校依靠社区网络运营者，数字鸿沟因此缩小。
- The session agreed that meaningful connectivity for rural schools remains an urgent task for all actors.

二、接入与能力建设

- 能力建设是缩小数字鸿沟的条件，能力建设应面向青年和妇女。
- 多利益相关者模型把民间社会、技术界和学术界带到一起。
- 全球数字契约要求普遍接入，普遍接入需要投资。
- 网络安全与网络犯罪的界线在\ue010次会议上讨论过。
- 各国政府、民间社会和技术界应继续对话，IGF（国际治理会议）的进程是开放的。
- 人权适用于网上和网下，人权是互联网治理的基础。
"""
_SECURITY = """\
网络安全

- 网络安全需要各国政府合作，网络安全不应损害人权。
- 网络安全演习让私营部门和技术界了解风险，网络安全演习每年举行。
- 利益攸关方认为加密保护个人数据，加密不应被削弱。
- 虚假信息的传播影响选举，媒体素养是应对虚假信息的办法。
- 网络犯罪调查需要跨境合作，跨境合作需要互信。
- 数据保护法规因国而异，数据保护法规给小企业带来负担。
- 小企业需要简单的数据保护法规，也需要培训。
- 民间社会要求透明，透明是信任的条件。
- 人脸识别引起隐私问题，算法偏见也令人担忧。
- 隐私须在设计之初考虑，算法偏见须由独立机构检查。
- 学校使用的软件常忽视隐私，也难免算法偏见。
- 法院曾就隐私与算法偏见作出判决。
- 医院的数据关系到隐私，诊断中的算法偏见关系到生命。
- 算法偏见与隐私是同一次会议的两个题目。
- 青年代表谈到隐私，也谈到算法偏见。
- 记者依靠隐私工作，算法偏见使报道难以传播。
"""
# Names of its themes: one that is given, and two that cannot both be.
_NAMES = """\
[[theme]]
name_zh = "隐私与算法"
passages = ["学校使用的软件常忽视隐私，也难免算法偏见。", "法院曾就隐私与算法偏见作出判决。"]
terms = ["隐私", "算法偏见"]
[[theme]]
name_zh = "没有的主题"
fit = "2018-paris"
passages = ["这句话不在任何一届的消息之中。"]
"""
SECOND_EDITION = {"2030-test/access.txt": _ACCESS, "2030-test/security.txt": _SECURITY, "2030-test/scan.pdf": "no PDF"}
LEXICON = {"lexicon/theme-names.toml": _NAMES}
SETTINGS = """\
[themes]
n_resamples = 10
n_test_resamples = 6
n_shuffles = 20

[trends]
min_editions = 2
min_occurrences = 4
min_range = 2

[charts]
dpi = 72
"""
