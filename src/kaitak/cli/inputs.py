"""Read what a command is given: YAML or JSON files, several of them, several documents in each."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer


def given(files: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield the name and content of each document; an unreadable file yields its InputError as content."""
    from kaitak.rules import InputError

    for file in files:
        try:
            found = _documents(file)
        except InputError as error:
            yield file, error
            continue
        several = len(found) > 1
        yield from ((f"{file}[{place}]" if several else file, one) for place, one in enumerate(found))


def _documents(file: str) -> list[Any]:
    import yaml

    from kaitak.rules import InputError
    from kaitak.rules.loading.yaml_text import check_depth, documents, told

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        check_depth(text)
        found = documents(text)
    except OSError as error:
        raise InputError("", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError("", "is not UTF-8 text") from error
    except yaml.YAMLError as error:
        raise InputError("", told(error)) from error
    except (ValueError, RecursionError) as error:
        raise InputError("", f"cannot be read: {error}") from error
    if not found:
        raise InputError("", "is empty; {} is a profile that says nothing")
    return found


def answer_each(
    files: Sequence[str], ask: Callable[[Any], Any], show: Callable[[Any], str], *, as_json: bool
) -> None:
    """Answer every document and print; a faulty one is said in its place, and the exit status is 2."""
    from kaitak.rules import InputError, RulesError

    answers: list[Any] = []
    faulty = 0
    for name, content in given(files):
        try:
            if isinstance(content, InputError):
                raise content
            answers.append(ask(content))
        except RulesError as error:
            faulty += 1
            told = f"{'standard input' if name == '-' else name}: {error}"
            answers.append({"error": told})
            print(told, file=sys.stderr)
    _print(answers, show, as_json=as_json)
    if faulty:
        raise typer.Exit(2)


def _print(answers: list[Any], show: Callable[[Any], str], *, as_json: bool) -> None:
    good = [one for one in answers if not _is_error(one)]
    if as_json and len(answers) > 1:
        print_json(answers)
    elif as_json and good:
        print_json(good[0])
    elif not as_json:
        print("\n\n".join(show(one) for one in good), end="\n" if good else "")


def _is_error(answer: Any) -> bool:
    return isinstance(answer, dict) and set(answer) == {"error"}


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
