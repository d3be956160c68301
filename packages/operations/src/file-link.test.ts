import { expect, it } from "vitest";
import { attachDiagnostics } from "./attach-diagnostics.ts";
import { fileLink, replaceFileLinks } from "./file-link.ts";

it("links stand in objects at any depth; lists and everything else stay", () => {
  const rows = [{ a: fileLink("in a list") }];
  const value = { rows, images: { x: fileLink("x.jpg"), none: null }, n: 1 };
  const links: string[] = [];
  const replaced = replaceFileLinks(value, (name) => {
    links.push(name);
    return `https://${name}`;
  });
  expect(replaced).toEqual({ rows, images: { x: "https://x.jpg", none: null }, n: 1 });
  expect(links).toEqual(["x.jpg"]);
});

it("diagnostic pictures get numbers in the order given, and links to their objects", () => {
  const value = { images: { a: fileLink("a"), b: fileLink("b"), lost: fileLink("lost") }, mag: Number.NaN };
  const diagnostics = [
    { name: "b", path: "/tmp/b.jpg" },
    { name: "a", path: "/tmp/a.jpg" },
  ];
  expect(attachDiagnostics(value, { diagnostics }, { key: "key", taken: 1 })).toEqual({
    data: {
      images: { a: fileLink("key-3-diagnostic.jpg"), b: fileLink("key-2-diagnostic.jpg"), lost: null },
      mag: null,
    },
    files: [
      { role: "diagnostic", name: "key-2-diagnostic.jpg", path: "/tmp/b.jpg", contentType: "image/jpeg" },
      { role: "diagnostic", name: "key-3-diagnostic.jpg", path: "/tmp/a.jpg", contentType: "image/jpeg" },
    ],
  });
});
