/** Hands a file made in the page to the browser's downloads. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; kept longer, the content would stay in memory.
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}
