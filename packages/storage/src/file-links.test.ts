import { describe, expect, it } from "vitest";
import { fileLinks } from "./file-links.ts";

const links = fileLinks({ secret: "a secret of the house", publicUrl: "https://lab.example" });
const signatureOf = (link: string) => new URL(link).searchParams.get("s") ?? "";

describe("file links", () => {
  const link = links.link(7, "salt", "k-large.jpg");

  it("are the same in every answer", () => {
    expect(links.link(7, "salt", "k-large.jpg")).toBe(link);
    expect(link).toMatch(/^https:\/\/lab\.example\/files\/7\/k-large\.jpg\?s=[\w-]{43}$/);
  });

  it("open their own file", () => {
    expect(links.verify(7, "salt", "k-large.jpg", signatureOf(link))).toBe(true);
  });

  it.each([
    ["another file", 7, "salt", "k.fits", signatureOf(link)],
    ["another operation", 8, "salt", "k-large.jpg", signatureOf(link)],
    ["rotated links", 7, "new salt", "k-large.jpg", signatureOf(link)],
    ["an altered signature", 7, "salt", "k-large.jpg", signatureOf(link).replace(/^./, (c) => (c === "A" ? "B" : "A"))],
    ["no signature", 7, "salt", "k-large.jpg", ""],
  ])("do not open %s", (_, operation, salt, name, signature) => {
    expect(links.verify(operation, salt, name, signature)).toBe(false);
  });

  it("lead to files made of frames, which belong to no operation", () => {
    const folder = "ab".repeat(32);
    const made = links.frameLink(folder, "a.tif");
    expect(made).toMatch(/^https:\/\/lab\.example\/files\/frames\/[0-9a-f]{64}\/a\.tif\?s=[\w-]{43}$/);
    expect(links.verifyFrame(folder, "a.tif", signatureOf(made))).toBe(true);
    expect(links.verifyFrame(folder, "b.tif", signatureOf(made))).toBe(false);
    expect(links.verifyFrame("cd".repeat(32), "a.tif", signatureOf(made))).toBe(false);
    expect(links.verifyFrame(folder, "a.tif", signatureOf(link))).toBe(false);
  });

  it("of another house do not open ours", () => {
    const other = fileLinks({ secret: "another secret", publicUrl: "https://lab.example" });
    expect(links.verify(7, "salt", "k-large.jpg", signatureOf(other.link(7, "salt", "k-large.jpg")))).toBe(false);
  });
});
