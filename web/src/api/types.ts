// The words of the room API, as the Rust crate `room_api` defines them.

export type * from '../../../crates/room_api/bindings/room_api';

/** The versions of the API that this page speaks. */
export const API_VERSIONS: readonly number[] = [1];

/** How much of what people said a room keeps, as `room_api::CHAT_KEPT`. */
export const CHAT_KEPT = 100;

/** How many notifications a room keeps, as `room_api::NOTIFICATIONS_KEPT`. */
export const NOTIFICATIONS_KEPT = 50;
