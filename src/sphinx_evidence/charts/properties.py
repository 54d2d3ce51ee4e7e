"""The properties that Vega-Lite 6.4 knows in an object of a view.

It ignores any other. The names are those of its JSON Schema,
https://vega.github.io/schema/vega-lite/v6.4.0.json (``FacetedEncoding``, ``MarkDef``,
``BoxPlotDef``, ``ErrorBarDef``, ``ErrorBandDef``, ``Axis``, ``Header``, ``Legend``, ``Scale``).
"""

from __future__ import annotations

KNOWN: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "channel": """
            aggregate align axis bandPosition bin bounds center columns condition datum field
            format formatType header impute legend rescale scale sort spacing stack timeUnit
            title type value
        """,
        "mark": """
            align angle aria ariaRole ariaRoleDescription aspect band bandSize baseline
            binSpacing blend borders box clip color continuousBandSize cornerRadius
            cornerRadiusBottomLeft cornerRadiusBottomRight cornerRadiusEnd cornerRadiusTopLeft
            cornerRadiusTopRight cursor description dir discreteBandSize dx dy ellipsis extent
            fill fillOpacity filled font fontSize fontStyle fontWeight height href innerRadius
            interpolate invalid limit line lineBreak lineHeight median minBandSize opacity order
            orient outerRadius outliers padAngle point radius radius2 radius2Offset radiusOffset
            rule shape size smooth stroke strokeCap strokeDash strokeDashOffset strokeJoin
            strokeMiterLimit strokeOffset strokeOpacity strokeWidth style tension text theta
            theta2 theta2Offset thetaOffset thickness ticks time timeUnitBandPosition
            timeUnitBandSize tooltip type url width x x2 x2Offset xOffset y y2 y2Offset yOffset
        """,
        "axis": """
            aria bandPosition description domain domainCap domainColor domainDash
            domainDashOffset domainOpacity domainWidth format formatType grid gridCap gridColor
            gridDash gridDashOffset gridOpacity gridWidth labelAlign labelAngle labelBaseline
            labelBound labelColor labelExpr labelFlush labelFlushOffset labelFont labelFontSize
            labelFontStyle labelFontWeight labelLimit labelLineHeight labelOffset labelOpacity
            labelOverlap labelPadding labelSeparation labels maxExtent minExtent offset orient
            position style tickBand tickCap tickColor tickCount tickDash tickDashOffset
            tickExtra tickMinStep tickOffset tickOpacity tickRound tickSize tickWidth ticks
            title titleAlign titleAnchor titleAngle titleBaseline titleColor titleFont
            titleFontSize titleFontStyle titleFontWeight titleLimit titleLineHeight titleOpacity
            titlePadding titleX titleY translate values zindex
        """,
        "header": """
            format formatType labelAlign labelAnchor labelAngle labelBaseline labelColor
            labelExpr labelFont labelFontSize labelFontStyle labelFontWeight labelLimit
            labelLineHeight labelOrient labelPadding labels orient title titleAlign titleAnchor
            titleAngle titleBaseline titleColor titleFont titleFontSize titleFontStyle
            titleFontWeight titleLimit titleLineHeight titleOrient titlePadding
        """,
        "legend": """
            aria clipHeight columnPadding columns cornerRadius description direction fillColor
            format formatType gradientLength gradientOpacity gradientStrokeColor
            gradientStrokeWidth gradientThickness gridAlign labelAlign labelBaseline labelColor
            labelExpr labelFont labelFontSize labelFontStyle labelFontWeight labelLimit
            labelOffset labelOpacity labelOverlap labelPadding labelSeparation legendX legendY
            offset orient padding rowPadding strokeColor symbolDash symbolDashOffset
            symbolFillColor symbolLimit symbolOffset symbolOpacity symbolSize symbolStrokeColor
            symbolStrokeWidth symbolType tickCount tickMinStep title titleAlign titleAnchor
            titleBaseline titleColor titleFont titleFontSize titleFontStyle titleFontWeight
            titleLimit titleLineHeight titleOpacity titleOrient titlePadding type values zindex
        """,
        "scale": """
            align base bins clamp constant domain domainMax domainMid domainMin domainRaw
            exponent interpolate nice padding paddingInner paddingOuter range rangeMax rangeMin
            reverse round scheme type zero
        """,
    }.items()
}
"""The names by the kind of object; ``mark`` holds those of composite marks too."""
