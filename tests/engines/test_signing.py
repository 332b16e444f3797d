"""The signatures of Standard Webhooks."""

from __future__ import annotations

import pytest

from inkpost.engines import signing

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_example_of_the_specifications_libraries_is_signed_alike() -> None:
    """Id, moment, body and signature as the reference libraries' own tests have them."""
    signed = signing.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', [SECRET])
    assert signed == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_two_secrets_give_two_signatures() -> None:
    other = signing.new_secret()
    told = signing.headers("msg_1", 1, b"{}", [other, SECRET])["webhook-signature"].split(" ")
    assert told == [signing.signature("msg_1", 1, b"{}", each) for each in (other, SECRET)]
    assert len(set(told)) == 2


def test_a_new_secret_is_random_and_as_long_as_it_has_to_be() -> None:
    assert signing.new_secret() != signing.new_secret()
    assert len(signing.key_of(signing.new_secret())) == signing.SECRET_BYTES


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_!!!", SECRET.removeprefix("whsec_"), "whsec_" + "A" * 400, "whsec_QQ=="]
)
def test_what_is_no_secret_is_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="a secret is"):
        signing.key_of(secret)
