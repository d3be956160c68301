interface PolicyOptions {
  /** Of this answer alone: only scripts that carry it run. */
  nonce: string;
  development: boolean;
}

/** Result pictures may be linked on PUBLIC_URL, whose host can differ from the one the console was opened on. */
export function contentSecurityPolicy({ nonce, development }: PolicyOptions): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' http: https: data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What a browser must remember of a product that is served over https: to come over https only. */
export function transportHeaders(publicUrl: string | undefined): [string, string][] {
  return publicUrl?.startsWith("https:") ? [["Strict-Transport-Security", "max-age=31536000"]] : [];
}
