//! A room that fails, and one that is busy: nobody else notices.

use std::net::IpAddr;

use room_api::{Enter, Hello, Intent, RequestId, RoomId};
use tokio::runtime::Builder;

use super::*;
use crate::member::Next;
use crate::store::Counter;

const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

fn alice(house: &House) -> (Arc<Member>, Hello) {
    let member = Member::new(house.next_connection(), HERE, 1 << 20, house.ledger.open());
    let enter = Enter::Create { room: "A Room".into(), member: "Alice".into(), invitation: None };
    (Arc::new(member), Hello { api: vec![1], enter, columns: true })
}

#[test]
fn a_panic_while_the_rooms_word_is_carried_out_ends_the_room_and_tells_its_people() {
    let (_folder, house) = House::for_tests();
    let inbox = Inbox { room: RoomId(1), sender: mpsc::channel(1).0 };
    let numbers = Arc::new(Numbers::new(house.store.clone(), Counter::Sessions).unwrap());
    let mut task = Task::new(house.clone(), inbox, "A Room", numbers, [].into());
    let (alice, hello) = alice(&house);
    task.take(Delivery::Enter(alice.clone(), hello));
    assert!(!task.is_over);

    // Nothing can be spawned where there is no runtime.
    let intent = Intent::SetPassword { password: Some("opensesame".into()) };
    task.take(Delivery::Input(Input::Intent { connection: alice.id(), request: RequestId(1), intent }));
    assert!(task.is_over);
    let said: Vec<Next> = std::iter::from_fn(|| alice.next(true)).take(10).collect();
    assert!(said.iter().any(|next| matches!(next, Next::Goodbye(error) if error.code == ErrorCode::Internal)));
}

/// Waits on this thread, whatever the server's workers do, until the member is told something with these words.
fn told(member: &Member, words: &str) -> Result<(), tokio::time::error::Elapsed> {
    let waiting = Builder::new_current_thread().enable_time().build().unwrap();
    let hear = async {
        loop {
            match member.next(true) {
                Some(Next::Text(text)) if text.contains(words) => return,
                Some(_) => {}
                None => member.filled().await,
            }
        }
    };
    waiting.block_on(async { tokio::time::timeout(Duration::from_secs(20), hear).await })
}

#[test]
fn a_room_that_is_busy_with_much_keeps_no_other_waiting() {
    let (_folder, house) = House::for_tests();
    // One worker: what keeps it busy keeps everybody waiting.
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let enter = || {
        let (member, hello) = alice(&house);
        let _inside = runtime.enter();
        let room = house.rooms.open(&house, "A Room", HERE).unwrap();
        runtime.block_on(room.enter(member.clone(), hello)).unwrap();
        told(&member, "snapshot").expect("a snapshot");
        (room, member)
    };
    let say = |room: &Inbox, input| runtime.block_on(room.input(input)).unwrap();
    let ask = |room: &Inbox, member: &Member, intent| {
        say(room, Input::Intent { connection: member.id(), request: RequestId(7), intent });
    };
    let ((busy, alice), (other, bob)) = (enter(), enter());
    ask(&busy, &alice, Intent::Load { name: "a.pdb".into(), size: 9 });
    told(&alice, "upload").expect("an upload");

    // The room is busy with a large file for as long as it cannot tell Alice what came of it.
    let free = house.heavy.available_permits();
    let held = alice.hold();
    let result = Err(ApiError::new(ErrorCode::BadFile, "It makes no sense."));
    let (connection, request, name) = (alice.id(), RequestId(7), "a.pdb".into());
    say(&busy, Input::FileRead { connection, request, name, size: LIGHT + 1, result });
    ask(&other, &bob, Intent::Links);
    let answered = told(&bob, "links");
    let left = house.heavy.available_permits();
    drop(held);
    answered.expect("the other room answers meanwhile");
    assert_eq!(left, free - 1, "it has its turn");
    told(&alice, "It makes no sense.").expect("what came of the file");
}
