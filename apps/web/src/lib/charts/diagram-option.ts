import type { Diagram, DiagramGroup, DiagramStar } from "../result/cmd-series.ts";
import { axisStyle } from "./axis-style.ts";
import { baseOption } from "./base-option.ts";
import type { ChartOption } from "./chart-option.ts";
import { errorBars } from "./error-bars.ts";
import { paddedExtent } from "./extent.ts";
import { magnitudeAxis } from "./magnitude-axis.ts";
import type { Palette } from "./palette.ts";
import { tickText } from "./tick-text.ts";
import { tooltipElement } from "./tooltip-element.ts";

/** Magnitude against colour; stars of the images are filled and may have error bars, those only Gaia knows are rings. */
export function diagramOption(diagram: Diagram, withErrors: boolean, palette: Palette): ChartOption {
  const base = baseOption(palette);
  const stars = diagram.groups.flatMap((group) => group.stars);
  const colourName = `${diagram.blueFilter} − ${diagram.redFilter}`;
  const style = axisStyle(palette, colourName);
  const byLabel = new Map(diagram.groups.map((group) => [legendLabel(group), group]));
  return {
    ...base,
    grid: { ...base.grid, top: 40 },
    legend: {
      type: "scroll",
      top: 4,
      left: 8,
      right: 8,
      itemWidth: 12,
      itemHeight: 9,
      textStyle: { color: palette.muted },
      inactiveColor: palette["line-strong"],
      pageTextStyle: { color: palette.muted },
      pageIconColor: palette.muted,
      pageIconInactiveColor: palette.line,
      data: [...byLabel.keys()].reverse(),
    },
    xAxis: {
      ...style,
      type: "value",
      ...paddedExtent(
        stars.map(({ colour }) => colour),
        0.04,
      ),
      axisLabel: {
        ...style.axisLabel,
        formatter: (value: number) => tickText(value, 1),
        showMinLabel: false,
        showMaxLabel: false,
      },
    },
    yAxis: magnitudeAxis(
      stars.map(({ magnitude }) => ({ magnitude, sigma: null })),
      `Magnitude (${diagram.magnitudeBand})`,
      palette,
    ),
    tooltip: {
      ...base.tooltip,
      trigger: "item",
      formatter: (item) => {
        const { seriesName, dataIndex } = item as { seriesName: string; dataIndex: number };
        const group = byLabel.get(seriesName)!;
        return starTooltip(group, group.stars[dataIndex]!, colourName, diagram.magnitudeBand);
      },
    },
    series: [
      ...diagram.groups.map((group, index) => ({
        type: "scatter" as const,
        id: group.key,
        name: legendLabel(group),
        z: 2 + index,
        progressive: 0,
        emphasis: { scale: 1.6 },
        ...looks(group.key, palette),
        data: group.stars.map(({ colour, magnitude }) => [colour, magnitude]),
      })),
      ...(withErrors ? diagram.groups.filter(isOfImages).flatMap((group) => starErrors(group, palette)) : []),
    ],
  };
}

const legendLabel = ({ label, stars }: DiagramGroup) => `${label} (${stars.length.toLocaleString("en")})`;

const isOfImages = ({ key }: Pick<DiagramGroup, "key">) => key === "members" || key === "field";

function looks(key: DiagramGroup["key"], palette: Palette) {
  const colour = key === "members" || key === "gaiaMembers" ? palette.accent : palette.busy;
  if (isOfImages({ key }))
    return {
      symbolSize: key === "members" ? 7 : 5,
      itemStyle: { color: colour, opacity: key === "members" ? 1 : 0.75 },
    };
  const opacity = key === "gaiaMembers" ? 0.85 : 0.4;
  return { symbolSize: 5, itemStyle: { color: "transparent", borderColor: colour, borderWidth: 1, opacity } };
}

function starErrors(group: DiagramGroup, palette: Palette) {
  const name = legendLabel(group);
  const across = group.stars.flatMap(({ colour, colourError, magnitude }) =>
    colourError === null ? [] : [{ at: magnitude, low: colour - colourError, high: colour + colourError }],
  );
  const upright = group.stars.flatMap(({ colour, magnitude, magnitudeError }) =>
    magnitudeError === null ? [] : [{ at: colour, low: magnitude - magnitudeError, high: magnitude + magnitudeError }],
  );
  return [
    errorBars(across, palette["line-strong"], { along: "x", name }),
    errorBars(upright, palette["line-strong"], { along: "y", name }),
  ];
}

function starTooltip({ label }: DiagramGroup, star: DiagramStar, colourName: string, band: string): HTMLElement {
  const { ra, dec, distance } = star;
  return tooltipElement(label, [
    [colourName, valueText(star.colour, star.colourError)],
    [band, valueText(star.magnitude, star.magnitudeError)],
    ...(ra === null || dec === null ? [] : [["RA, Dec", `${ra.toFixed(5)}, ${dec.toFixed(5)}`] as const]),
    ...(distance === null ? [] : [["Distance", `${distance.toFixed(0)} pc`] as const]),
  ]);
}

const valueText = (value: number, error: number | null) =>
  error === null ? value.toFixed(3) : `${value.toFixed(3)} ± ${error.toFixed(3)}`;
