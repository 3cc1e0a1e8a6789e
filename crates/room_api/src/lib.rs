//! What members of a room say and hear: intents, events, bulk columns; no logic.
