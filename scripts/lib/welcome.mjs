/** What a first-time user needs to know, on the screen once. */
export function printWelcome({ publicUrl, admin, demo }) {
  const lines = ["", `  Datalab is ready:  ${publicUrl}/admin`, `  Its API, to try:   ${publicUrl}/api/docs/`, ""];
  if (admin) {
    lines.push("  Sign in (shown once, keep it):");
    lines.push(
      `    user      ${admin.username}`,
      `    password  ${admin.password}`,
      `    API token ${admin.token}`,
      "",
    );
  }
  if (demo)
    lines.push(
      "  Run a Median from a shell and see its link:",
      "",
      curl(publicUrl, admin?.token ?? "$TOKEN", demo),
      "",
    );
  lines.push("  Ctrl-C stops everything.", "");
  console.log(lines.join("\n"));
}

function curl(publicUrl, token, { sessionId, files }) {
  const body = JSON.stringify({ name: "Median", input_data: { input_files: files } });
  return [
    `  curl -sS ${publicUrl}/api/datasessions/${sessionId}/operations/ \\`,
    `    -H "Authorization: Token ${token}" -H "Content-Type: application/json" -H "Prefer: wait=30" \\`,
    `    -d '${body}'`,
  ].join("\n");
}
