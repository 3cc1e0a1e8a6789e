//! Any bytes, in any chunks: the same packets come out, or the same error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protocol::packet::{Decoder, HeaderError, Packet, UNREGISTERED_LIMIT};

fuzz_target!(|data: &[u8]| {
    let Some((&chunk, stream)) = data.split_first() else { return };
    let whole = split(stream, stream.len().max(1));
    assert_eq!(split(stream, usize::from(chunk).max(1)), whole);
    if let (packets, None) = &whole {
        let again: Vec<u8> =
            packets.iter().flat_map(|packet| [&packet.header().encode()[..], &packet.payload].concat()).collect();
        assert_eq!(&split(&again, again.len().max(1)).0, packets);
    }
});

fn split(stream: &[u8], chunk: usize) -> (Vec<Packet>, Option<HeaderError>) {
    let mut decoder = Decoder::new();
    let mut packets = Vec::new();
    for bytes in stream.chunks(chunk) {
        decoder.push(bytes);
        loop {
            match decoder.next_packet(UNREGISTERED_LIMIT) {
                Ok(Some(packet)) => packets.push(packet),
                Ok(None) => break,
                Err(error) => return (packets, Some(error)),
            }
        }
    }
    (packets, None)
}
