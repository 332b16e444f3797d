"""From what a signature is made of to what is thought of it: time, trust, revocation, level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inkpost.engines.sign.cms_checks import SignerCheck, digest_of_bytes
from inkpost.engines.sign.evidence_checks import Known, revocation_of
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.report import Finding, Kind, Reason, Revocation, SignatureReport, TimeSource
from inkpost.engines.sign.tokens import Judge, Token, check_token
from inkpost.engines.sign.trust import Chain, chain_to_root, party_of

MOST_TOKENS = 20


@dataclass(frozen=True)
class Proof:
    """The earliest time at which a signature is proven to have existed."""

    time: datetime | None = None
    source: TimeSource = TimeSource.NONE
    token: Token | None = None


@dataclass(frozen=True)
class Kept:
    """Evidence that the file itself carries: ``at_hand`` now, ``stamped`` what a later timestamp covers."""

    at_hand: Known | None = None
    stamped: Known | None = None


NOTHING_KEPT = Kept()


def judged_signature(
    check: SignerCheck,
    judge: Judge,
    field: str,
    tokens: Sequence[bytes],
    *,
    later: Token | None = None,
    claimed: datetime | None = None,
    kept: Kept = NOTHING_KEPT,
    least: Level = Level.B,
) -> SignatureReport:
    """The report on one signature. ``later`` is a believed timestamp over the whole file; ``tokens`` are its own."""
    own, refused = _own_proof(check, tokens, judge)
    proof = own if own.token is not None or later is None else Proof(later.time, TimeSource.DOCUMENT_TIMESTAMP, later)
    claimed = check.claimed_time or claimed
    findings = [*check.findings, *refused]
    if proof.token is None:
        findings.append(Finding(Reason.TIME_UNPROVEN))
    moment = proof.time or judge.at
    chain, state, found = _certificate(check, judge, moment)
    findings.extend(found)
    level = _level(check, chain, proof, kept, judge, moment)
    if level.rank < least.rank:
        findings.append(Finding(Reason.LEVEL_LOW, f"{level}, {least} is required"))
    claims = proof.token is None and claimed is not None
    return SignatureReport(
        kind=Kind.SIGNATURE,
        field=field,
        signer=party_of(check.certificate) if check.certificate is not None else None,
        findings=tuple(dict.fromkeys(findings)),
        time=proof.time or claimed,
        time_source=TimeSource.SIGNER if claims else proof.source,
        claimed_time=claimed,
        level=level,
        revocation=state,
        algorithm=check.algorithm,
        timestamp_authority=proof.token.authority if proof.token is not None else None,
    )


def _own_proof(check: SignerCheck, tokens: Sequence[bytes], judge: Judge) -> tuple[Proof, list[Finding]]:
    """The earliest believed timestamp of a signature; the faults of the others where none is believed."""
    digest_of = digest_of_bytes(check.info["signature"].native)
    found = [check_token(token, digest_of, judge) for token in tokens[:MOST_TOKENS]]
    believed = [token for token in found if token.believed]
    if not believed:
        return Proof(), [token.finding for token in found if token.finding is not None]
    first = min(believed, key=lambda token: token.time or judge.at)
    return Proof(first.time, TimeSource.TIMESTAMP, first), []


def _certificate(check: SignerCheck, judge: Judge, moment: datetime) -> tuple[Chain, Revocation, list[Finding]]:
    """Whether a trusted root stood behind the signer at the moment that counts."""
    if check.certificate is None or Reason.NOT_VERIFIABLE_HERE in check.reasons:
        return Chain(()), Revocation.UNKNOWN, []
    chain = chain_to_root(check.certificate, (*check.others, *judge.known.certificates), judge.trust, moment)
    judged = revocation_of(chain.certificates, judge.known, moment, judge.at)
    findings = [finding for finding in (chain.finding, judged.finding) if finding is not None]
    if len(chain.certificates) == 1 and chain.finding is not None:
        return chain, Revocation.UNKNOWN, findings
    return chain, judged.state, findings


def _level(check: SignerCheck, chain: Chain, proof: Proof, kept: Kept, judge: Judge, moment: datetime) -> Level:
    if proof.token is None:
        return Level.B
    chains = [chain.certificates, proof.token.chain if proof.source is TimeSource.TIMESTAMP else ()]
    if chain.finding is not None or not chain.certificates or not _suffices(chains, kept.at_hand, moment, judge.at):
        return Level.T
    return Level.LTA if _suffices(chains, kept.stamped, moment, judge.at) else Level.LT


def _suffices(chains: Sequence[Sequence[object]], known: Known | None, moment: datetime, now: datetime) -> bool:
    """Whether the evidence says of each certificate that it was not revoked when it counted."""
    if known is None:
        return False
    judged = [revocation_of(chain, known, moment, now) for chain in chains]  # type: ignore[arg-type]
    return all(one.state in (Revocation.GOOD, Revocation.REVOKED_LATER) for one in judged)
