// The way into a room: a link's secret in the address is exchanged once for a token that this tab keeps, and leaves the address.

import type { RoomId } from '../api/types';

/** What the address says. */
export type Address =
  | { readonly is: 'home' }
  /** Somebody's link, whose secret is to be exchanged. */
  | { readonly is: 'link'; readonly link: string }
  /** A room in which this tab has a seat. */
  | { readonly is: 'seat'; readonly room: RoomId; readonly token: string }
  /** A room in which this tab has none: the address was copied without its secret. */
  | { readonly is: 'stranger'; readonly room: RoomId }
  /** Something that is no link. */
  | { readonly is: 'nonsense' };

/** Reads what follows `#`: `<room>.<hex>` is a link, `<room>` a room that one is in. */
export function readAddress(hash: string, storage: Pick<Storage, 'getItem'> = sessionStorage): Address {
  const text = hash.replace(/^#/, '');
  if (text === '') return { is: 'home' };
  if (/^\d{1,15}\.[0-9a-fA-F]{8,128}$/.test(text)) return { is: 'link', link: text };
  if (!/^\d{1,15}$/.test(text)) return { is: 'nonsense' };
  const room = Number(text);
  const token = storage.getItem(keyOf(room));
  return token === null ? { is: 'stranger', room } : { is: 'seat', room, token };
}

/** Keeps a seat's token as long as the tab is open, and shows the room in the address, without any secret. */
export function keepSeat(room: RoomId, token: string): void {
  sessionStorage.setItem(keyOf(room), token);
  if (window.location.hash !== `#${room}`) window.history.replaceState(null, '', `#${room}`);
}

/** The seat is given up. */
export function forgetSeat(room: RoomId): void {
  sessionStorage.removeItem(keyOf(room));
}

function keyOf(room: RoomId): string {
  return `nts.seat.${room}`;
}
