import { type Column, SortableTable } from "@/components/ui/sortable-table.tsx";
import type { ComparisonStar } from "@/lib/result/comparison-stars.ts";
import { Section } from "./section.tsx";

function figure(
  title: string,
  value: (star: ComparisonStar) => number | null,
  decimals: number,
): Column<ComparisonStar> {
  return { title, value, show: (star) => value(star)?.toFixed(decimals) ?? "–", alignRight: true };
}

const columns: Column<ComparisonStar>[] = [
  { title: "Star", value: (star) => star.id, show: (star) => star.id },
  figure("RA", (star) => star.ra, 5),
  figure("Dec", (star) => star.dec, 5),
  figure("Magnitude", (star) => star.magnitude, 3),
  figure("Variability", (star) => star.variability, 4),
  figure("Isolation ″", (star) => star.isolation, 1),
  figure("Distance px", (star) => star.separation, 0),
  figure("Frames", (star) => star.frames, 0),
];

export function ComparisonStars({ stars }: { stars: ComparisonStar[] }) {
  return (
    <Section title="Comparison stars" aside={stars.length}>
      <SortableTable label="Comparison stars" columns={columns} rows={stars} rowKey={(star) => star.id} />
    </Section>
  );
}
