import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./button.tsx";

interface PagerProps {
  page: number;
  pageSize: number;
  count: number;
  onMove: (page: number) => void;
}

/** Shown only when there is more than one page. */
export function Pager({ page, pageSize, count, onMove }: PagerProps) {
  const pages = Math.ceil(count / pageSize);
  if (pages <= 1) return null;
  const first = (page - 1) * pageSize + 1;
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 text-muted">
      <p className="figures">
        {first}–{Math.min(count, first + pageSize - 1)} of {count}
      </p>
      <div className="flex gap-2">
        <Button size="small" disabled={page <= 1} onClick={() => onMove(page - 1)}>
          <ChevronLeft aria-hidden />
          Previous
        </Button>
        <Button size="small" disabled={page >= pages} onClick={() => onMove(page + 1)}>
          Next
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
