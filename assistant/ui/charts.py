"""The plots of the app, in Altair: colours that read on a light and on a dark ground, and no outbound request."""

from __future__ import annotations

from datetime import date

import altair as alt

from assistant.ui.components import Payload

# From a quiet grey-green that stands out from both grounds to a full one; zero is drawn as an outline alone.
_RAMP = ["#bcd9d6", "#6fb3ae", "#2e8680", "#0a5a63"]
_OUTLINE = "#8a9895"
_POINT = "#2e8680"
_ROW_PX, _LEAST_PX = 34, 90
_FEW_DAYS = 300
SELECTED = "chosen"

Chart = alt.LayerChart | alt.FacetChart
"""What Altair makes of several layers."""


def heat_map(rows: list[Payload], *, down: str, documents: list[str], themes: list[str]) -> Chart:
    """Passages per document and theme. Rows: document, theme, passages, row, column; a click selects one."""
    chosen = alt.selection_point(name=SELECTED, fields=["row", "column"], empty=False)
    base = alt.Chart(_data(rows)).encode(
        x=alt.X(
            "theme:N",
            sort=themes,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, labelLimit=220, labelFlush=False),
        ),
        y=alt.Y("document:N", sort=documents, title=None, axis=alt.Axis(labelLimit=420, labelFlush=False)),
        tooltip=[
            alt.Tooltip("document:N", title=down),
            alt.Tooltip("theme:N", title="Theme"),
            alt.Tooltip("said:N", title="Evidence"),
        ],
    )
    most = max([4, *(row["passages"] for row in rows)])
    cells = base.mark_rect(cornerRadius=4, strokeWidth=2, cursor="pointer").encode(
        fill=alt.condition(
            "datum.passages > 0",
            alt.Fill("passages:Q", scale=alt.Scale(range=_RAMP, domain=[1, most]), legend=None),
            alt.value("transparent"),
        ),
        stroke=alt.condition(chosen, alt.value("#e0a100"), alt.value(_OUTLINE)),
    )
    numbers = base.mark_text(fontSize=13, fontWeight=600, cursor="pointer").encode(
        text="passages:Q",
        color=alt.Color(
            "ink:N",
            scale=alt.Scale(domain=["light", "dark", "none"], range=["#ffffff", "#12312f", _OUTLINE]),
            legend=None,
        ),
    )
    height = max(_LEAST_PX, _ROW_PX * len(documents) + 30)
    return alt.layer(cells.add_params(chosen), numbers).properties(height=height)


def timeline(rows: list[Payload]) -> Chart:
    """Dated documents along time. Rows: document, date (ISO), when; the first below the second, and so on."""
    order = [row["document"] for row in rows]
    base = alt.Chart(_data(rows)).encode(
        x=alt.X("date:T", title=None, axis=alt.Axis(format=_tick(rows), tickCount=6, labelFlush=False)),
        y=alt.Y("document:N", sort=order, title=None, axis=alt.Axis(labelLimit=360, grid=True)),
        tooltip=[alt.Tooltip("document:N", title="Document"), alt.Tooltip("when:N", title="Date")],
    )
    points = base.mark_point(filled=True, size=130, color=_POINT, opacity=1)
    above_the_line = base.mark_text(align="left", dx=9, dy=-9, fontSize=12, color=_OUTLINE)
    dates = above_the_line.encode(text="when:N")
    return alt.layer(points, dates).properties(height=max(_LEAST_PX, _ROW_PX * len(rows) + 30))


def _tick(rows: list[Payload]) -> str:
    """How the ticks are written: with their day where several may fall into one month."""
    days = sorted(date.fromisoformat(row["date"]) for row in rows)
    return "%-d %b %Y" if not days or (days[-1] - days[0]).days < _FEW_DAYS else "%b %Y"


def ink(passages: int, most: int) -> str:
    """Which colour reads on a cell with so many passages: "light", "dark", or "none" on an empty one."""
    if passages == 0:
        return "none"
    return "light" if passages > 0.5 * max(4, most) else "dark"


def _data(rows: list[Payload]) -> alt.InlineData:
    """The rows as they go into the plot: in its own text, not from an address."""
    return alt.InlineData(values=rows)
