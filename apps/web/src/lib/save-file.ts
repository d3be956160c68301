/** Lets the browser keep what is at an address (data: or blob:) as a file. */
export function saveAddress(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

export function saveText(text: string, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  saveAddress(address, name);
  URL.revokeObjectURL(address);
}
