// Hands a file to the browser's downloads.
import type { RoomFile } from '../room/store';

export function saveFile({ name, bytes }: RoomFile): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
