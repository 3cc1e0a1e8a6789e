//! What people do with menus, and what the plugin hears of it.

use protocol::ToPlugin;
use protocol::ui::{ButtonEvent, ContentId, DropdownEvent, ImageEvent, MenuToggle, SliderEvent, TextEvent};
use room_api::menu::{Button, Content, Dropdown, Image, Slider, TextInput};
use room_api::{ApiError, ErrorCode, Intent, TouchPhase};

use super::updates::Updates;
use super::{MenuChanges, Menus};

/// What anybody may type where the plugin sets no bound.
const MAX_TEXT: usize = 64 << 10;

/// What the plugin hears, and the content as it is shown from then on, where that changes.
type Touched = Result<(ToPlugin, Option<Content>), ApiError>;

impl Menus {
    /// What the plugin is to be told of a member's intent (`ToggleMenu`, `Press`, `Hover`, `Slide`, `Type`, `Choose`,
    /// `TouchImage`), and what the others see of it.
    pub fn intent(&mut self, intent: &Intent) -> Result<(ToPlugin, MenuChanges), ApiError> {
        let (command, content) = match intent {
            Intent::ToggleMenu { menu, enabled, .. } => return self.toggle(*menu, *enabled),
            Intent::Press { content, .. } => self.press(*content),
            Intent::Hover { content, over, .. } => self.hover(*content, *over),
            Intent::Slide { content, value, released, .. } => self.slide(*content, *value, *released),
            Intent::Type { content, text, submit, .. } => self.type_text(*content, text, *submit),
            Intent::Choose { content, item, .. } => self.choose(*content, *item),
            Intent::TouchImage { content, phase, x, y, .. } => self.touch(*content, *phase, *x, *y),
            _ => Err(ApiError::new(ErrorCode::Internal, "This is not about a menu.")),
        }?;
        let mut changes = MenuChanges::default();
        if let Some(content) = content {
            self.put(&Updates::of_contents([content]), &mut changes);
        }
        Ok((command, changes))
    }

    fn toggle(&mut self, index: u8, enabled: bool) -> Result<(ToPlugin, MenuChanges), ApiError> {
        let menu = self.menus.get_mut(&index).ok_or_else(|| not_found(format!("The plugin has no menu {index}.")))?;
        menu.enabled = enabled;
        let changes = MenuChanges { menus: vec![menu.clone()], ..MenuChanges::default() };
        Ok((ToPlugin::MenuToggle(MenuToggle { index, enabled }), changes))
    }

    fn press(&self, id: i32) -> Touched {
        let mut button: Button = self.shown(id, "a button", |content| match content {
            Content::Button(button) => Some((**button).clone()),
            _ => None,
        })?;
        if button.unusable {
            return Err(conflict(format!("{} cannot be pressed now.", name(&button))));
        }
        button.selected ^= button.toggle_on_press;
        button.unusable |= button.disable_on_press;
        let event = ButtonEvent { content_id: ContentId(id), state: button.selected };
        Ok((ToPlugin::ButtonPress(event), Some(Content::Button(Box::new(button)))))
    }

    fn hover(&self, id: i32, over: bool) -> Touched {
        let button: Button = self.shown(id, "a button", |content| match content {
            Content::Button(button) => Some((**button).clone()),
            _ => None,
        })?;
        if !button.hooked {
            return Err(conflict(format!("The plugin does not want to hear of pointing at {}.", name(&button))));
        }
        Ok((ToPlugin::ButtonHover(ButtonEvent { content_id: ContentId(id), state: over }), None))
    }

    fn slide(&self, id: i32, value: f32, released: bool) -> Touched {
        let mut slider: Slider = self.shown(id, "a slider", |content| match content {
            Content::Slider(slider) => Some(slider.clone()),
            _ => None,
        })?;
        if !value.is_finite() {
            return Err(malformed("A slider's value is a finite number."));
        }
        let (low, high) = (slider.min.min(slider.max), slider.min.max(slider.max));
        slider.value = value.clamp(low, high);
        let event = SliderEvent { content_id: ContentId(id), value: slider.value };
        let command = if released { ToPlugin::SliderRelease(event) } else { ToPlugin::SliderChange(event) };
        Ok((command, Some(Content::Slider(slider))))
    }

    fn type_text(&self, id: i32, text: &str, submit: bool) -> Touched {
        let mut input: TextInput = self.shown(id, "a text to type", |content| match content {
            Content::TextInput(input) => Some(input.clone()),
            _ => None,
        })?;
        let max = usize::try_from(input.max_length).ok().filter(|max| (1..MAX_TEXT).contains(max)).unwrap_or(MAX_TEXT);
        if text.chars().count() > max {
            return Err(malformed(format!("At most {max} letters fit here.")));
        }
        if !input.multi_line && text.contains(['\n', '\r']) {
            return Err(malformed("Only one line fits here."));
        }
        let in_number = |letter: char| letter.is_ascii_digit() || "+-.eE".contains(letter);
        if input.number && !(text.chars().all(in_number) && (!submit || text.is_empty() || text.parse::<f64>().is_ok()))
        {
            return Err(malformed(format!("Only a number fits here, and {text:?} is none.")));
        }
        input.text = text.to_owned();
        let event = TextEvent { content_id: ContentId(id), text: text.into() };
        let command = if submit { ToPlugin::TextSubmit(event) } else { ToPlugin::TextChange(event) };
        Ok((command, Some(Content::TextInput(input))))
    }

    fn choose(&self, id: i32, item: u32) -> Touched {
        let mut dropdown: Dropdown = self.shown(id, "a dropdown", |content| match content {
            Content::Dropdown(dropdown) => Some(dropdown.clone()),
            _ => None,
        })?;
        let count = dropdown.items.len();
        if item as usize >= count {
            return Err(not_found(format!("The dropdown has {count} items, from 0 on: there is no item {item}.")));
        }
        for (place, each) in dropdown.items.iter_mut().enumerate() {
            each.selected = place == item as usize;
        }
        let event = DropdownEvent { content_id: ContentId(id), item_index: item as i32 };
        Ok((ToPlugin::DropdownItemClick(event), Some(Content::Dropdown(dropdown))))
    }

    fn touch(&self, id: i32, phase: TouchPhase, x: f32, y: f32) -> Touched {
        let image: Image = self.shown(id, "an image", |content| match content {
            Content::Image(image) => Some(image.clone()),
            _ => None,
        })?;
        let (hooked, command): (bool, fn(ImageEvent) -> ToPlugin) = match phase {
            TouchPhase::Press => (image.press_hooked, ToPlugin::ImagePress),
            TouchPhase::Hold => (image.hold_hooked, ToPlugin::ImageHold),
            TouchPhase::Release => (image.release_hooked, ToPlugin::ImageRelease),
        };
        if !hooked {
            return Err(conflict("The plugin does not want to hear of this touch of the image."));
        }
        if !(x.is_finite() && y.is_finite()) {
            return Err(malformed("A place in an image is two numbers from 0 to 1."));
        }
        Ok((command(ImageEvent { content_id: ContentId(id), x: x.clamp(0.0, 1.0), y: y.clamp(0.0, 1.0) }), None))
    }

    /// The content with this id, if it is of the kind wanted, and if people can see it.
    fn shown<T>(&self, id: i32, wanted: &str, of_kind: impl Fn(&Content) -> Option<T>) -> Result<T, ApiError> {
        let found = self.content(id);
        let found = found.ok_or_else(|| not_found(format!("The plugin's menus have no content {id} (any more).")))?;
        let content = of_kind(found.content).ok_or_else(|| {
            conflict(format!("Content {id} of the plugin's menus is {}, not {wanted}.", kind(found.content)))
        })?;
        if !found.shown {
            return Err(conflict(format!(
                "Content {id} is not shown now: its menu is closed, or a part of it is hidden."
            )));
        }
        Ok(content)
    }
}

/// What a button is called, for people.
fn name(button: &Button) -> String {
    let text = [&button.text.value.idle, &button.name].into_iter().find(|text| !text.trim().is_empty());
    text.map_or_else(|| format!("Button {}", button.id), |text| format!("{text:?}"))
}

fn kind(content: &Content) -> &'static str {
    match content {
        Content::Button(_) => "a button",
        Content::Mesh { .. } => "a mesh",
        Content::Slider(_) => "a slider",
        Content::TextInput(_) => "a text to type",
        Content::Label(_) => "a label",
        Content::List(_) => "a list",
        Content::Image(_) => "an image",
        Content::LoadingBar(_) => "a loading bar",
        Content::Dropdown(_) => "a dropdown",
    }
}

fn not_found(words: impl Into<String>) -> ApiError {
    ApiError::new(ErrorCode::NotFound, words)
}

fn conflict(words: impl Into<String>) -> ApiError {
    ApiError::new(ErrorCode::Conflict, words)
}

fn malformed(words: impl Into<String>) -> ApiError {
    ApiError::new(ErrorCode::Malformed, words)
}
