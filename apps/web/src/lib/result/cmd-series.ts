import { type JsonObject, numberOf, objectOf, objectsOf } from "./json.ts";
import { isLikelyMember, type Membership, readMembership } from "./membership.ts";

export interface DiagramStar {
  ra: number | null;
  dec: number | null;
  colour: number;
  colourError: number | null;
  magnitude: number;
  magnitudeError: number | null;
  /** Parsecs. */
  distance: number | null;
}

export interface DiagramGroup {
  key: "members" | "field" | "gaiaMembers" | "gaiaField";
  label: string;
  stars: DiagramStar[];
}

export interface Diagram {
  /** In order of drawing, the last on top; groups without stars are left out. */
  groups: DiagramGroup[];
  membership: Membership | null;
  blueFilter: string;
  redFilter: string;
  magnitudeBand: string;
  /** Stars whose colour or magnitude is not known, which can not be drawn. */
  withoutColour: number;
}

const LABELS: Record<DiagramGroup["key"], string> = {
  gaiaField: "Gaia only",
  field: "Stars of the images",
  gaiaMembers: "Gaia only, likely members",
  members: "Likely members",
};

/** The colour–magnitude diagram in a result, or null when there is none. */
export function readDiagram(data: JsonObject): Diagram | null {
  if (!Array.isArray(data.cmd)) return null;
  const membership = readMembership(objectOf(data.membership_guess));
  const stars: Record<DiagramGroup["key"], DiagramStar[]> = { gaiaField: [], field: [], gaiaMembers: [], members: [] };
  const rows = objectsOf(data.cmd);
  for (const row of rows) {
    const star = starOf(row);
    if (!star) continue;
    const member = membership !== null && isLikelyMember(row, membership);
    if (row.gaia_only === true) stars[member ? "gaiaMembers" : "gaiaField"].push(star);
    else stars[member ? "members" : "field"].push(star);
  }
  const groups = (Object.keys(LABELS) as DiagramGroup["key"][]).map((key) => ({
    key,
    label: LABELS[key],
    stars: stars[key],
  }));
  const drawn = groups.reduce((sum, group) => sum + group.stars.length, 0);
  return {
    groups: groups.filter((group) => group.stars.length > 0),
    membership,
    blueFilter: String(data.blue_filter ?? "blue"),
    redFilter: String(data.red_filter ?? "red"),
    magnitudeBand: String(data.mag_band ?? data.red_filter ?? "red"),
    withoutColour: rows.length - drawn,
  };
}

function starOf(row: JsonObject): DiagramStar | null {
  const colour = numberOf(row.color);
  const magnitude = numberOf(row.mag);
  if (colour === null || magnitude === null) return null;
  return {
    ra: numberOf(row.ra),
    dec: numberOf(row.dec),
    colour,
    colourError: numberOf(row.color_err),
    magnitude,
    magnitudeError: numberOf(row.magerr),
    distance: numberOf(row.distance),
  };
}
