"""`papers`: list, sample, render and verify the standard papers."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import click
from flask.cli import AppGroup
from pypdf.errors import PyPdfError

import documents
from casework import clock, crypto, signing
from casework.cli.output import json_option, read_object, refuse, say
from casework.queries import verification
from casework.queries.verification import Verdict
from casework.services.disclosure import pdf_text
from documents.errors import DAMAGED
from documents.signer import Signature, State

# The bureau of the samples, 宣州区.
SAMPLE_REGION = "341802"
CODE = f"[{crypto.CODE_ALPHABET}]{{6,32}}"
# In the plain bytes of a file it stands at the end of an address, whose slash may be escaped.
ADDRESSED = re.compile(rf"verify(?:/|\\057)({CODE})")
PRINTED = re.compile(rf"(?<![0-9A-Z]){CODE}(?![0-9A-Z])")
UNREADABLE: tuple[type[Exception], ...] = (PyPdfError, *DAMAGED)
RESULTS = {
    Verdict.GENUINE: "genuine",
    Verdict.EXPIRED: "genuine",
    Verdict.REPLACED: "superseded",
    Verdict.SUPERSEDED: "superseded",
    Verdict.VOID: "withdrawn",
    Verdict.WITHDRAWN: "withdrawn",
}
WORDS = {
    "genuine": "真实：与制作时的内容一致",
    "altered": "被改动：文书是本局的，内容与登记的不一致",
    "superseded": "已代替：曾经制作，已有新的文书代替",
    "withdrawn": "已作废或者撤回：曾经制作，不能再使用",
    "unknown": "查无此件",
}
SIGNATURES = {
    State.NONE: "没有电子签名",
    State.VALID: "电子签名有效：{}",
    State.BROKEN: "电子签名已被破坏：{}",
    State.UNTRUSTED: "电子签名不是本系统认可的证书所签：{}",
    State.EXPIRED: "签名时证书不在有效期内：{}",
}

papers = AppGroup("papers", help="文书：列出、样张、制作、核验")


@papers.command("list")
@json_option
def list_papers(as_json: bool) -> None:
    """打印全部文书种类的编号。"""
    kinds = list(documents.kinds())
    say(kinds, as_json=as_json, lines=kinds)


@papers.command("sample")
@click.argument("kind")
@click.option("--out", "out", type=click.Path(dir_okay=False, writable=True), required=True)
@click.option("--sign", "sign", is_flag=True, help="用本系统的密钥签名")
def sample(kind: str, out: str, sign: bool) -> None:
    """用样例数据制作一份文书。"""
    try:
        data = documents.sample(kind)
        made = documents.render(kind, data)
        content: bytes | None = made.bytes
        if sign:
            content = signing.signed(made, kind, data, region=SAMPLE_REGION, moment=clock.now())
    except documents.PaperError as error:
        refuse(str(error))
    if content is None:
        refuse("没有签名：这种文书不加盖印章，或者没有设置签名密钥（CASEWORK_SIGNING_KEY）")
    Path(out).write_bytes(content)
    click.echo(f"{kind}：{made.pages}页，SHA-256 {hashlib.sha256(content).hexdigest()}")


@papers.command("render")
@click.argument("kind")
@click.option("--data", "data", type=click.Path(exists=True, dir_okay=False), required=True)
@click.option("--out", "out", type=click.Path(dir_okay=False, writable=True), required=True)
def render(kind: str, data: str, out: str) -> None:
    """用给定的数据制作一份文书。"""
    try:
        made = documents.render(kind, read_object(data))
    except (documents.PaperError, ValueError) as error:
        refuse(str(error))
    Path(out).write_bytes(made.bytes)
    click.echo(f"{kind}：{made.pages}页，SHA-256 {made.sha256}")


@papers.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@json_option
def verify(file: str, as_json: bool) -> None:
    """核验一份PDF：真实、被改动、已代替、已作废或者撤回、查无此件。"""
    content = Path(file).read_bytes()
    digest, signature = hashlib.sha256(content).hexdigest(), signing.inspect(content)
    found = verification.of_bytes(digest)
    result = RESULTS.get(found.verdict, "unknown") if found else _trace(content, signature)
    answer = {
        "result": result,
        "sha256": digest,
        "number": found.number if found else "",
        "title": found.title if found else "",
        "signature": str(signature.state),
        "signer": signature.signer,
        "signed_at": signature.moment.isoformat() if signature.moment else None,
    }
    lines = [WORDS[result], f"SHA-256 {digest}", SIGNATURES[signature.state].format(signature.signer)]
    say(answer, as_json=as_json, lines=[*lines, *filter(None, (answer["title"], answer["number"]))])
    if result != "genuine":
        raise SystemExit(1)


def _trace(content: bytes, signature: Signature) -> str:
    """Bytes we do not know: altered when a code of ours is on them, or a signature of ours was broken."""
    known = verification.given(_codes(content.decode("latin-1"), ADDRESSED))
    if known or (signature.state is State.BROKEN and signature.ours):
        return "altered"
    try:
        text = pdf_text(content).upper()
    except UNREADABLE:
        return "unknown"
    return "altered" if verification.given(_codes(text.replace("-", ""), PRINTED)) else "unknown"


def _codes(text: str, written: re.Pattern[str]) -> list[str]:
    return list(dict.fromkeys(found[found.re.groups] for found in written.finditer(text)))
