"use client";
import { ChevronLeft, ChevronRight, ExternalLink } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog.tsx";
import type { FrameDiagnostics } from "@/lib/result/frame-diagnostics.ts";

interface DiagnosticDialogProps {
  frames: FrameDiagnostics[];
  /** The frame whose picture is seen. */
  opened: string | null;
  onOpenedChange: (frame: string | null) => void;
}

/** One diagnostic picture, large, with ways to its neighbours. */
export function DiagnosticDialog({ frames, opened, onOpenedChange }: DiagnosticDialogProps) {
  const shown = frames.filter(({ picture }) => picture !== null);
  const index = shown.findIndex(({ frame }) => frame === opened);
  const current = shown[index];
  const neighbour = (step: number) => shown[index + step]?.frame;
  const go = (step: number) => onOpenedChange(neighbour(step) ?? opened);
  return (
    <Dialog open={current !== undefined} onOpenChange={(open) => !open && onOpenedChange(null)}>
      {current && (
        <DialogContent
          title={<span className="figures break-all">{current.frame}</span>}
          className="sm:max-w-3xl"
          onKeyDown={({ key }) => (key === "ArrowLeft" ? go(-1) : key === "ArrowRight" && go(1))}
        >
          <div className="min-h-0 flex-1 bg-black">
            {/* biome-ignore lint/performance/noImgElement: pictures are made by the worker and served by signed links */}
            <img
              src={current.picture!}
              alt={`What was measured on ${current.frame}`}
              className="mx-auto max-h-[64dvh] w-full object-contain"
            />
          </div>
          <DialogFooter>
            <p className="mr-auto text-[0.93rem] text-muted max-sm:w-full">
              Orange: target and sky ring. Blue: comparison stars.
            </p>
            <Button aria-label="Previous frame" size="icon" disabled={!neighbour(-1)} onClick={() => go(-1)}>
              <ChevronLeft aria-hidden />
            </Button>
            <Button aria-label="Next frame" size="icon" disabled={!neighbour(1)} onClick={() => go(1)}>
              <ChevronRight aria-hidden />
            </Button>
            <Button asChild size="small">
              <a href={current.picture!} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden />
                Open JPEG
              </a>
            </Button>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  );
}
