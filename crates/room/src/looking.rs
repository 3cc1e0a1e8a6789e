//! Where people look, and what they see around: a plugin moves everybody's view to some atoms, changes the sky, and asks from where
//! the presenter looks.

use molecule::Index;
use protocol::ToPlugin;
use protocol::control::{self, ControllerTransforms};
use protocol::structure::{Quaternion, Vec3};
use room_api::{Answer, ApiError, Camera, ErrorCode, Event, SessionId, Skybox, View};

use crate::room::Room;

/// What is around the workspace, and from where the presenter looks at it.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    pub skybox: Option<Skybox>,
    pub camera: Option<Camera>,
}

impl Surroundings {
    /// Somebody else presents, who has not said yet from where they look.
    pub fn forget_camera(&mut self) {
        self.camera = None;
    }
}

impl Room {
    /// Has everybody look at these atoms, near enough that they fill the view (`zoom`) or from as far as they are.
    pub(crate) fn look_at(&mut self, id: SessionId, atoms: Vec<Index>, zoom: bool) -> ToPlugin {
        match self.workspace.sphere_around(atoms) {
            Some((center, radius)) => {
                let view = View { center, radius, zoom };
                self.view = Some(view);
                self.publish(Event::View { view });
            }
            None => self.tell_problem(id, "The plugin shows atoms that are not in the room (any more)."),
        }
        ToPlugin::PositionStructuresDone
    }

    /// The presenter looks from somewhere else.
    pub(crate) fn move_camera(&mut self, position: [f32; 3], rotation: [f32; 4]) -> Result<Answer, ApiError> {
        let is_number = position.iter().chain(&rotation).all(|number| number.is_finite());
        if !is_number || rotation == [0.0; 4] {
            let message = "A camera has a place of three finite numbers, and a rotation of four that are not all 0.";
            return Err(ApiError::new(ErrorCode::Malformed, message));
        }
        let camera = Camera { position, rotation };
        if self.surroundings.camera != Some(camera) {
            self.surroundings.camera = Some(camera);
            self.members.connections().for_each(|connection| connection.updates.tell_camera());
        }
        Ok(Answer::Done)
    }

    /// Where the presenter's head and hands are in the world, from which plugins find the place in the workspace themselves. Without
    /// a headset all are where they look from; where that was not said, in the middle of the workspace.
    pub(crate) fn controllers(&self) -> ControllerTransforms {
        let Some(Camera { position, rotation }) = self.surroundings.camera else {
            return ControllerTransforms::default();
        };
        let ([x, y, z], [rx, ry, rz, rw]) = self.workspace.in_the_world(position, rotation);
        let (position, rotation) = (Vec3 { x, y, z }, Quaternion { x: rx, y: ry, z: rz, w: rw });
        ControllerTransforms {
            headset_position: position,
            headset_rotation: rotation,
            left_position: position,
            left_rotation: rotation,
            right_position: position,
            right_rotation: rotation,
        }
    }

    /// Puts something around the workspace.
    pub(crate) fn set_skybox(&mut self, id: SessionId, skybox: control::Skybox) {
        let skybox = match skybox {
            control::Skybox::UNKNOWN => None,
            control::Skybox::BLUE_SKY_AND_CLOUDS => Some(Skybox::BlueSkyAndClouds),
            control::Skybox::SUNSET => Some(Skybox::Sunset),
            control::Skybox::BLUE_SKY_AND_GROUND => Some(Skybox::BlueSkyAndGround),
            control::Skybox::BLACK => Some(Skybox::Black),
            control::Skybox::WHITE => Some(Skybox::White),
            control::Skybox::GRAYDIENT => Some(Skybox::Graydient),
            control::Skybox(number) => {
                return self.tell_problem(id, &format!("It wants the sky {number}, and there is none."));
            }
        };
        if self.surroundings.skybox != skybox {
            self.surroundings.skybox = skybox;
            self.publish(Event::Skybox { skybox });
        }
    }
}
