"""Work off the interface thread: in order, handed back, cancelled, refused."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ldn_desktop.errors import UserError
from ldn_desktop.ui.background import DRAWING_LOCK, Background, Task


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:  # noqa: ARG001  # an application must exist
    made = Background()
    yield made
    made.stop()


def _refuse() -> None:
    raise UserError("The file could not be read.")


def _fail() -> None:
    raise KeyError("a fault in the program")


def test_work_is_done_elsewhere_and_its_result_handed_back_here(
    background: Background, qtbot: QtBot
) -> None:
    threads: list[threading.Thread] = []
    results: list[int] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 7

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    background.submit(work, done)
    assert not background.idle
    qtbot.waitUntil(lambda: background.idle)
    assert results == [7]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_results_come_in_the_order_of_asking(background: Background, qtbot: QtBot) -> None:
    results: list[int] = []
    for number in range(20):
        background.submit(partial(int, number), results.append)
    qtbot.waitUntil(lambda: background.idle)
    assert results == list(range(20))


def test_a_refusal_is_handed_back_as_its_sentence(background: Background, qtbot: QtBot) -> None:
    texts: list[str] = []
    background.submit(_refuse, lambda _nothing: texts.append("done"), texts.append)
    qtbot.waitUntil(lambda: background.idle)
    assert texts == ["The file could not be read."]


@pytest.mark.parametrize("on_error", [None, lambda _sentence: None])
def test_a_fault_is_raised_where_the_fault_handler_hears_of_it(
    background: Background, qtbot: QtBot, on_error: Callable[[str], None] | None
) -> None:
    with qtbot.captureExceptions() as faults:
        background.submit(_fail, lambda _nothing: None, on_error)
        qtbot.waitUntil(lambda: background.idle)
    assert [kind for kind, _fault, _trace in faults] == [KeyError]


def test_nothing_is_heard_of_cancelled_work(background: Background, qtbot: QtBot) -> None:
    begin = threading.Event()
    announcements: list[object] = []
    first = background.submit(begin.wait, announcements.append)
    second = background.submit(partial(announcements.append, "begun"), lambda _nothing: None)
    first.cancel()
    second.cancel()
    begin.set()
    first.wait()
    second.wait()
    last: list[bool] = []
    background.submit(lambda: True, last.append)
    qtbot.waitUntil(lambda: background.idle and bool(last))
    assert announcements == []


def test_long_work_hears_that_nobody_wants_it_and_reports_only_while_somebody_does(
    background: Background, qtbot: QtBot
) -> None:
    task = Task()
    reported: list[str] = []
    ended = threading.Event()

    def work() -> None:
        background.report(task, partial(reported.append, "half"))
        while not task.cancelled:
            ended.wait(0.001)
        background.report(task, partial(reported.append, "too late"))

    background.submit(work, lambda _nothing: reported.append("done"), task=task)
    qtbot.waitUntil(lambda: reported == ["half"])
    task.cancel()
    task.wait()
    qtbot.waitUntil(lambda: background.idle)
    assert reported == ["half"]


def test_drawing_is_never_done_by_two_threads_at_a_time(qtbot: QtBot) -> None:
    workers = [Background(lock=DRAWING_LOCK), Background(lock=DRAWING_LOCK)]
    inside, most = 0, 0

    def draw() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        threading.Event().wait(0.002)
        inside -= 1

    for _round in range(5):
        for worker in workers:
            worker.submit(draw, lambda _nothing: None)
    qtbot.waitUntil(lambda: all(worker.idle for worker in workers))
    assert most == 1


def test_a_window_that_is_gone_gets_no_results(qtbot: QtBot) -> None:
    window = QObject()
    background = Background(window)
    begin = threading.Event()
    announcements: list[bool] = []
    task = background.submit(begin.wait, announcements.append)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    begin.set()
    task.wait()
    assert announcements == []
