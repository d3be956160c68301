import { NotFoundNotice } from "@/components/shell/not-found-notice.tsx";

export default function NotFoundPage() {
  return <NotFoundNotice />;
}
