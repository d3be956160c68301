import type { Fact } from "../operation-facts.ts";
import type { Diagram } from "./cmd-series.ts";
import { type JsonObject, numberOf, objectOf, textOf } from "./json.ts";

/** The result in a few words: which cluster, how many stars, where its members are. */
export function diagramFacts(data: JsonObject, { membership }: Diagram): Fact[] {
  const cluster = objectOf(data.cluster);
  const [ra, dec, radius] = [cluster.ra, cluster.dec, cluster.radius_arcmin].map(numberOf);
  const count = (label: string, value: number | null): Fact | null =>
    value === null ? null : { label, value: value.toLocaleString("en") };
  const facts: (Fact | null)[] = [
    textOf(cluster.name) ? { label: "Cluster", value: textOf(cluster.name) } : null,
    ra != null && dec != null ? { label: "Centre", value: `${ra.toFixed(4)}, ${dec.toFixed(4)}` } : null,
    radius != null ? { label: "Radius", value: `${radius}′` } : null,
    count("Stars in both images", numberOf(data.n_stars)),
    count("Known to Gaia", numberOf(data.n_gaia_matched)),
    count("Only in Gaia", numberOf(data.n_gaia_only)),
    membership && {
      label: "Cluster's motion (mas/yr)",
      value: `${membership.pmra.toFixed(2)}, ${membership.pmdec.toFixed(2)} ± ${membership.radius.toFixed(2)}`,
    },
    membership?.distance
      ? {
          label: "Cluster's distance",
          value: `${membership.distance.minimum.toFixed(0)}–${membership.distance.maximum.toFixed(0)} pc`,
        }
      : null,
  ];
  return facts.filter((fact) => fact !== null);
}
