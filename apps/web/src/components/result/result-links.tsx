import type { OutputFileView } from "@datalab/services";
import { Download, ExternalLink } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";

export function ResultLinks({ file }: { file: OutputFileView }) {
  return (
    <div className="flex flex-wrap gap-2">
      {file.fits_url && (
        <Button asChild tone="primary">
          <a href={file.fits_url} download>
            <Download aria-hidden />
            Download FITS
          </a>
        </Button>
      )}
      {file.tif_url && (
        <Button asChild tone="primary">
          <a href={file.tif_url} download>
            <Download aria-hidden />
            Download TIFF
          </a>
        </Button>
      )}
      {file.large_url && (
        <Button asChild>
          <a href={file.large_url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            Open JPEG
          </a>
        </Button>
      )}
    </div>
  );
}
