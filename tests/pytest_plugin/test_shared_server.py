"""The server that the workers of pytest-xdist share."""

import socket

from sample_operation import VENDOR

from emulators.pytest_plugin.shared_server import SharedServer


def test_its_socket_says_that_it_is_tcp_so_that_asyncio_sends_small_answers_at_once() -> None:
    shared = SharedServer()

    protocol = shared._listening.proto
    shared.close()

    assert protocol == socket.IPPROTO_TCP


def test_workers_share_one_server_and_never_meet(run) -> None:
    run(
        f"""
        import httpx
        import pytest

        @pytest.mark.parametrize("number", range(8))
        def test_it(emulators, number, worker_id, emulators_server, pytestconfig):
            assert emulators_server == pytestconfig.workerinput["emulators_server"]
            with emulators.client("{VENDOR.name}") as client, httpx.Client() as other:
                assert client.get("/nowhere").status_code == other.get(emulators.url("{VENDOR.name}") + "/nowhere").status_code
            assert len(emulators.requests) == 2
        """,
        "-n",
        "2",
        passed=8,
    )


def test_workers_whose_options_keep_data_have_servers_of_their_own(run, tmp_path) -> None:
    run(
        f"""
        import pytest

        @pytest.fixture(scope="session")
        def emulators_options(worker_id):
            from pathlib import Path
            return {{"data": Path({str(tmp_path)!r}) / worker_id}}

        def test_it(emulators, worker_id):
            from pathlib import Path
            assert (Path({str(tmp_path)!r}) / worker_id / f"{{emulators.namespace}}.db").exists()
        """,
        "-n",
        "1",
        passed=1,
    )


def test_a_session_that_uses_no_emulator_starts_none(run) -> None:
    run(
        """
        import threading

        def test_it():
            assert not [each for each in threading.enumerate() if each.name.startswith("emulators")]
        """,
        "-n",
        "1",
        passed=1,
    )
