//! What plugins answer to calls, and what the room makes of it: structures, files, texts.

use bytes::Bytes;
use molecule_wire::complexes_from_wire;
use protocol::integrations::{Integration, IntegrationAnswer};
use protocol::structure::DeepComplexes;
use protocol::ui::NotificationKind;
use protocol::{Text, ToApp};
use room_api::{Answer, ApiError, Call, ComplexId, ErrorCode, SessionId};

use super::{CallNumber, Stage, kind};
use crate::crowded;
use crate::room::Room;
use crate::transfers::file_stem;
use crate::workspace::Change;
use crate::{ConnectionId, Effect};

/// The most bytes of texts in an answer.
const MAX_TEXTS: usize = 1 << 20;

impl Room {
    /// A plugin answers a call; or what it takes for one.
    pub(crate) fn call_answered(&mut self, session: SessionId, answer: Integration<IntegrationAnswer>) {
        let Integration { request: number, call: answer } = answer;
        let Some(open) = self.calls.open.get(&number).filter(|open| open.session == session) else {
            let text = format!("It answered the call {number}, which nobody made, or which is over: it was ignored.");
            return self.tell_problem(session, &text);
        };
        match open.stage {
            Stage::Called { .. } | Stage::Begun => {}
            Stage::Connecting | Stage::Writing => {
                let text = format!("It answered the call {number} before it got it: it was ignored.");
                return self.tell_problem(session, &text);
            }
        }
        let (called, asker) = (open.call.clone(), open.asker);
        let name = self.name_of(session);
        if answer.kind() != kind(&called) {
            let (asked, got) = (kind(&called).name(), answer.kind().name());
            let message = format!("{name} was called for {asked} and answered {got}: that was ignored.");
            return self.finish_call(number, Err(ApiError::new(ErrorCode::Plugin, message)));
        }
        let failed = |why: String| ApiError::new(ErrorCode::Plugin, format!("{name} {why}"));
        if let Some(why) = crowded::problem_of_answer(&answer) {
            return self.finish_call(number, Err(failed(why)));
        }
        let result = match (&called, answer) {
            (
                Call::HydrogenAdd { complexes }
                | Call::HydrogenRemove { complexes }
                | Call::StructurePrep { complexes }
                | Call::CalculateEsp { complexes },
                IntegrationAnswer::HydrogenAdd(deep)
                | IntegrationAnswer::HydrogenRemove(deep)
                | IntegrationAnswer::StructurePrep(deep)
                | IntegrationAnswer::CalculateEsp(deep),
            ) => self.replace(session, complexes, deep),
            (_, IntegrationAnswer::ImportSmiles(deep)) => self.add_answered(session, deep),
            (_, IntegrationAnswer::MinimizationStart(false)) => Err("did not minimize: it says no more.".to_owned()),
            (_, IntegrationAnswer::ExportFile(false)) => Err("did not take the file: it says no more.".to_owned()),
            (_, IntegrationAnswer::ExportLocations(texts)) => texts_of(&texts),
            (Call::ExportSmiles { complexes }, IntegrationAnswer::ExportSmiles(texts)) => {
                if texts.len() == complexes.len() {
                    texts_of(&texts)
                } else {
                    Err(format!("wrote {} SMILES for {} complexes.", texts.len(), complexes.len()))
                }
            }
            (Call::GenerateMoleculeImage { complex, .. }, IntegrationAnswer::GenerateMoleculeImage(images)) => {
                match (self.picture(*complex, images), asker) {
                    (Ok((name, content)), Some((connection, _))) => {
                        return self.send_picture(number, connection, name, content);
                    }
                    (Ok(_), None) => Ok(Answer::Done),
                    (Err(why), _) => Err(why),
                }
            }
            (_, _) => Ok(Answer::Done),
        };
        self.finish_call(number, result.map_err(failed));
    }

    /// A session says something else: it may be all that it ever says of a call.
    pub(crate) fn call_may_have_begun(&mut self, session: SessionId, message: &ToApp) {
        let waits = |open: &super::Open| open.session == session && matches!(open.stage, Stage::Called { .. });
        for number in self.calls.numbers(waits) {
            let Some(open) = self.calls.open.get_mut(&number) else { continue };
            match (sign_of(&open.call, message), message) {
                (Some(Sign::Begun), _) => {
                    open.stage = Stage::Begun;
                    if let Some((connection, request)) = open.asker.take() {
                        self.answer(connection, request, Ok(Answer::Begun { session }));
                    }
                }
                (Some(Sign::Failed), ToApp::NotificationSend(said)) => {
                    let message = format!("{}: {}", self.name_of(session), said.text);
                    self.finish_call(number, Err(ApiError::new(ErrorCode::Plugin, message)));
                }
                _ => {}
            }
        }
    }

    fn replace(&mut self, session: SessionId, asked: &[ComplexId], deep: DeepComplexes) -> Result<Answer, String> {
        let asked: Vec<i64> = asked.iter().map(|complex| complex.0).collect();
        let refused = |why| format!("answered with structures that were refused, and nothing changed: {why}");
        let handled = self.workspace.replace_with_answer(&asked, deep).map_err(refused)?;
        self.spread_step(session, handled.changes);
        Ok(Answer::Done)
    }

    fn add_answered(&mut self, session: SessionId, deep: DeepComplexes) -> Result<Answer, String> {
        let refused = |why: String| format!("answered with structures that were refused, and none was added: {why}");
        let complexes = complexes_from_wire(deep).map_err(|error| refused(format!("{error}.")))?;
        if complexes.is_empty() {
            return Err("made no structure of it.".into());
        }
        let changes = self.workspace.load(complexes).map_err(|error| refused(error.message))?;
        let added = changes.iter().filter_map(|change| match change {
            Change::Added(index) => Some(ComplexId(*index)),
            _ => None,
        });
        let answer = Answer::Loaded { complexes: added.collect() };
        self.spread_step(session, changes);
        Ok(answer)
    }

    /// The picture of a complex, and a name for it.
    fn picture(&self, complex: ComplexId, images: Vec<Bytes>) -> Result<(String, Bytes), String> {
        let [image] = <[Bytes; 1]>::try_from(images).map_err(|many| format!("made {} pictures of one.", many.len()))?;
        if image.len() > self.limits.file_bytes {
            return Err(format!("made a picture of {} bytes: more than the server passes on.", image.len()));
        }
        let ending = match &*image {
            [0x89, b'P', b'N', b'G', ..] => "png",
            [0xff, 0xd8, 0xff, ..] => "jpg",
            _ => return Err("made a picture that is neither PNG nor JPEG.".into()),
        };
        let name = self.workspace.complex(complex.0).map_or("", |complex| &complex.name);
        Ok((format!("{}.{ending}", file_stem(name)), image))
    }

    fn send_picture(&mut self, number: CallNumber, connection: ConnectionId, name: String, content: Bytes) {
        let transfer = self.members.connection(connection).map(|connection| connection.next_sent());
        let asker = self.calls.open.remove(&number).and_then(|open| open.asker);
        if let (Some(transfer), Some((connection, request))) = (transfer, asker) {
            self.effects.push(Effect::SendContent { connection, request, transfer, name, content });
        }
    }
}

/// What a message says of a call that may never be answered otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    Begun,
    Failed,
}

/// Public plugins answer some calls by what they do: a menu to choose a file from, streams, a volume, interactions; or by
/// an error that people read.
fn sign_of(call: &Call, message: &ToApp) -> Option<Sign> {
    let is_sign = match (call, message) {
        (Call::ImportFile, ToApp::MenuUpdate(_) | ToApp::AddToWorkspace(_) | ToApp::LoadFile(_))
        | (Call::MinimizationStart { .. }, ToApp::StreamCreate(_))
        | (Call::CalculateEsp { .. }, ToApp::AddVolume(_))
        | (Call::RunInteractions, ToApp::CreateInteractions(_) | ToApp::InteractionsCalcDone) => true,
        (
            Call::ImportFile | Call::MinimizationStart { .. } | Call::CalculateEsp { .. } | Call::RunInteractions,
            ToApp::NotificationSend(said),
        ) if said.kind == NotificationKind::ERROR => return Some(Sign::Failed),
        _ => false,
    };
    is_sign.then_some(Sign::Begun)
}

fn texts_of(texts: &[Text]) -> Result<Answer, String> {
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    if bytes > MAX_TEXTS {
        return Err(format!("answered {bytes} bytes of text: more than {MAX_TEXTS}."));
    }
    Ok(Answer::Texts { texts: texts.iter().map(|text| text.to_string()).collect() })
}
