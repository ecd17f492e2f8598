"""Holds one request on its way through an emulator, with everything that may be used to answer it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.core import magic
from emulators.core.carrier import CarrierFailure
from emulators.core.problem import Refusal
from emulators.core.second_hop import AskedCarrier

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.auth import Principal
    from emulators.core.carrier import Carrier
    from emulators.core.http import Headers, Request
    from emulators.core.identifiers import Identifiers
    from emulators.core.ignored import IgnoredField
    from emulators.core.namespace import Namespace
    from emulators.core.second_hop import Interference, Question
    from emulators.core.settings import Setting, Settings, T
    from emulators.core.store import Store


@dataclass(slots=True)
class Call:
    """A request and everything an emulator may use to answer it. The pipeline fills `params`, `principal`, `query`, `body`
    and `status`, in this order.

    `params` (the path's parameters), `query` and `body` are typed by the operation's schemas, and None where it has none or
    they are wrong: `authenticate` is called before that is refused. `status` is the HTTP status of a success. `questions` is
    what carriers were asked on the way, `ignored` the fields that nobody knows, and `between` stands between this request and
    its carriers.
    """

    request: Request
    namespace: Namespace
    settings: Settings
    now: datetime
    principal: Principal = field(init=False)
    params: Any = None
    query: Any = None
    body: Any = None
    status: int = 200
    questions: list[Question] = field(default_factory=list)
    ignored: tuple[IgnoredField, ...] = ()
    between: Interference | None = None
    emulator: str = ""

    @property
    def headers(self) -> Headers:
        """The request's headers."""
        return self.request.headers

    @property
    def store(self) -> Store:
        """The rows of this namespace."""
        return self.namespace.store

    @property
    def ids(self) -> Identifiers:
        """The identifiers of this namespace."""
        return self.namespace.ids

    def setting(self, setting: Setting[T]) -> T:
        """Returns the value of a setting of this emulator in this namespace."""
        return self.settings[setting]

    def refuse_magic_number(self, number: object) -> None:
        """Does nothing, unless a magic number asks for a refusal. One that asks for 429 does so until its time is over.

        Raises:
            Refusal: the number asks for it.
        """
        problem = magic.refusal_for(number)
        if problem is None:
            return
        refusal = Refusal(problem)
        if problem.status == 429:
            refusal.retry_after = self.namespace.retry_after(self.emulator, str(number))
        if problem.status != 429 or refusal.retry_after:
            raise refusal

    def carrier(self, name: str) -> Carrier:
        """Returns the carrier of this name, as it is in this call's namespace.

        Raises:
            CarrierFailure: it is not served here.
        """
        found = self.namespace.carriers.get(name)
        if found is None:
            raise CarrierFailure(f"{name} is not served here; `emulators list` says why")
        return AskedCarrier(name, found, self.questions, self.between)
