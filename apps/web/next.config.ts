import type { NextConfig } from "next";

/** The pages' policy, with its nonce, comes from the proxy. */
const consoleHeaders = [
  { key: "X-Frame-Options", value: "DENY" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
];

const config: NextConfig = {
  poweredByHeader: false,
  /** Compressing on the fly drops Content-Length, and the client reads an answer without it as empty. */
  compress: false,
  /** REST paths end with a slash. */
  skipTrailingSlashRedirect: true,
  /** Answers with a Content-Length come from the pages folder, whose handlers live under /api. */
  rewrites: async () => [
    { source: "/authprofile/:path*", destination: "/api/authprofile/:path*" },
    { source: "/files/:operationId/:name", destination: "/api/files/:operationId/:name" },
    { source: "/files/frames/:folder/:name", destination: "/api/files/frames/:folder/:name" },
    { source: "/livez", destination: "/api/livez" },
    { source: "/readyz", destination: "/api/readyz" },
    { source: "/healthz", destination: "/api/readyz" },
  ],
  /** A person who opens the bare address wants the console; for programs there is nothing. */
  redirects: async () => [
    {
      source: "/",
      has: [{ type: "header", key: "accept", value: ".*text/html.*" }],
      destination: "/admin",
      permanent: false,
    },
  ],
  /** The API's own handlers set theirs. */
  headers: async () => [
    { source: "/((?!api/|authprofile/|files/|healthz|readyz|livez).*)", headers: consoleHeaders },
    {
      source: "/api/auth/:path*",
      headers: [...consoleHeaders, { key: "Content-Security-Policy", value: "default-src 'none'" }],
    },
  ],
};

export default config;
