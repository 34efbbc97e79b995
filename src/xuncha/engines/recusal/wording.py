"""A reason in one Chinese sentence: what the tie is, how the organisations stand, until when."""

from __future__ import annotations

import datetime as dt

from xuncha.engines.recusal.facts import Near, Person, Service, Spell, Standing, Tie, Unit
from xuncha.engines.recusal.kinds import Ground
from xuncha.engines.recusal.windows import Window


def of_home(
    spell: Spell, unit: Unit, place: Near, window: Window, years: int | None, *, long: bool
) -> str:
    """His own organisation, now or before."""
    post = f"（{spell.post}）" if spell.post else ""
    if spell.until_on is None:
        return f"现在的工作单位{_is(unit, place)}{post}{_since(spell.from_on)}"
    told = f"{spell.until_on}以前的工作单位{_is(unit, place)}{post}"
    return f"{told}，{_how_long(years, long=long)}{_free(window)}"


def of_tie(
    tie: Tie, unit: Unit, place: Near, window: Window, years: int | None, *, long: bool
) -> str:
    """A tie of any kind but the native place."""
    where = _at(unit, place)
    words = f"（{tie.words}）" if tie.words else ""
    told = {
        Ground.POST: f"在{where}任职{words}",
        Ground.KIN: f"{_kin(tie)}与{where}有关{words}",
        Ground.NATIVE: f"与{where}有地域关系{words}",
        Ground.BUSINESS: f"与{where}有公务往来或者利害关系{words}",
        Ground.DECLARED: f"本人声明与{where}有关系{words}",
    }.get(tie.ground, f"与{where}有其他可能影响公正的关系{words}")
    if tie.until_on is None:
        return told + _since(tie.from_on) + _free(window)
    return f"{told}，到{tie.until_on}为止，{_how_long(years, long=long)}{_free(window)}"


def of_native_place(person: Person, unit: Unit, place: str) -> str:
    """His papers name the place, or one above it."""
    if place in unit.name:
        return f"籍贯“{person.native_place}”就在{unit.name}"
    return f"籍贯“{person.native_place}”，{unit.name}在{place}辖内"


def of_led(service: Service, unit: Unit, place: Near) -> str:
    """He led there before."""
    return f"{_round(service)}任组长巡察过{_at(unit, place)}，组长不得对同一单位再次带队"


def of_service(service: Service, unit: Unit, place: Near, window: Window, years: int | None) -> str:
    """He took part there before."""
    told = f"{_round(service)}参加过对{_at(unit, place)}的巡察"
    return f"{told}，{_how_long(years, long=False)}{_free(window)}"


def of_standing(one: Standing, unit: Unit, place: Near, window: Window) -> str:
    """People have settled that he keeps away."""
    words = f"（{one.words}）" if one.words else ""
    return f"已经认定须回避{_at(unit, place)}{words}{_free(window)}"


def _kin(tie: Tie) -> str:
    return f"亲属（{tie.degree.label}）"


def _is(unit: Unit, place: Near) -> str:
    return f"{place.name}是{unit.name}的{place.words}" if place.words else f"就是{unit.name}"


def _at(unit: Unit, place: Near) -> str:
    return f"{place.name}（{unit.name}的{place.words}）" if place.words else unit.name


def _since(day: dt.date | None) -> str:
    return f"，从{day}起" if day else ""


def _round(service: Service) -> str:
    return service.words or f"{service.on}结束的那一轮"


def _how_long(years: int | None, *, long: bool) -> str:
    if years is None:
        return "任职时间较长，长期回避" if long else "长期回避"
    return f"{years}年内须回避" if years else "关系存续期间须回避"


def _free(window: Window) -> str:
    return f"，{window.free_on}起不再受限" if window.free_on else ""
