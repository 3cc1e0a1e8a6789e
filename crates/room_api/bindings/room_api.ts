// The types of the room API, made from the Rust crate room_api. Do not edit.

/** Where a shape, or one end of a line, is held. What is anchored to something that is gone is not shown. */
export type Anchor = {
/** What holds it. */
to: AnchorTo,
/** From there, in the space of what holds it, angstrom. */
local_offset: [number, number, number],
/** Then in the workspace's space. */
global_offset: [number, number, number],
/** Then as whoever looks sees it: right, up, away. */
viewer_offset: [number, number, number], };

/** What holds a shape. */
export type AnchorTo = { "is": "workspace" } | { "is": "complex",
/** Which. */
complex: ComplexId, } | { "is": "atom",
/** Its index. */
atom: number, };

/** What came of a request. */
export type Answer = { "is": "done" } | { "is": "links",
/** Lets one present. */
presenter: string,
/** Lets one look on. */
guest: string,
/** When the first dies: in so many seconds; 0 = it is dead. */
presenter_expires_in_secs?: number,
/** When the second dies, likewise. */
guest_expires_in_secs?: number, } | { "is": "session",
/** Its number. */
session: SessionId, } | { "is": "upload",
/** Whose number the chunks carry. */
transfer: TransferId, } | { "is": "loaded",
/** What it became. */
complexes: Array<ComplexId>, } | { "is": "texts",
/** In its order. */
texts: Array<string>, } | { "is": "begun",
/** Its session. */
session: SessionId, } | { "is": "download",
/** Whose number the chunks carry. */
transfer: TransferId,
/** A name for the file. */
name: string, } | { "is": "files",
/** What is in it. */
folder: Folder, } | { "is": "contacts",
/** One a residue. */
contacts: Array<Contact>, };

/** What went wrong, for programs (`code`) and for people (`message`). */
export type ApiError = {
/** One of a short list. */
code: ErrorCode,
/** A sentence or two: what happened, and what to do. */
message: string, };

/** An atom of a complex. */
export type AtomRef = {
/** Whose. */
complex: ComplexId,
/** Its index in the room. */
atom: number, };

/** Which atoms of a complex. */
export type AtomSelection = "all" | "none" | { "indices": number[] } | { "matching": Matching };

/** A button. */
export type Button = {
/** Its number. */
id: number,
/** A name for programs. */
name: string,
/** Pressed in, as a toggle. */
selected: boolean,
/** Cannot be pressed. */
unusable: boolean,
/** Becomes unusable when pressed, until the plugin says otherwise. */
disable_on_press: boolean,
/** A press flips `selected`. */
toggle_on_press: boolean,
/** Its text. */
text: ButtonText,
/** Its icon. */
icon: ButtonIcon,
/** Its background. */
mesh: ButtonMesh,
/** Its outline. */
outline: ButtonOutline,
/** Its tooltip. */
tooltip: Tooltip,
/** Drawn as a switch. */
switch: ButtonSwitch,
/** The plugin wants to know when it is pointed at. */
hooked: boolean, };

/** The icon of a button. */
export type ButtonIcon = { active: boolean,
/** Keys of the session's images (see [`Image::image`]); empty = none. */
value: Multi<string>, color: Multi<number>, sharpness: number, size: number, ratio: number, position: [number, number, number], rotation: [number, number, number], };

/** The background of a button. */
export type ButtonMesh = { active: boolean, enabled: Multi<boolean>, color: Multi<number>, };

/** The outline of a button. */
export type ButtonOutline = { active: boolean, size: Multi<number>, color: Multi<number>, };

/** A button as a switch. */
export type ButtonSwitch = { active: boolean, on_color: number, off_color: number, };

/** The text of a button. */
export type ButtonText = { active: boolean, value: Multi<string>, auto_size: boolean, min_size: number, max_size: number, size: number, underlined: boolean, ellipsis: boolean, bold: Multi<boolean>, color: Multi<number>,
/** Left, right, top, down. */
padding: [number, number, number, number], line_spacing: number,
/** 0 top, 1 middle, 2 bottom. */
vertical_align: number,
/** 0 left, 1 middle, 2 right. */
horizontal_align: number, };

/** What a plugin is called for. Complexes go to it as they are when it is called. */
export type Call = { "what": "hydrogen_add", complexes: Array<ComplexId>, } | { "what": "hydrogen_remove", complexes: Array<ComplexId>, } | { "what": "structure_prep", complexes: Array<ComplexId>, } | { "what": "calculate_esp", complexes: Array<ComplexId>, } | { "what": "minimization_start", forcefield: Forcefield,
/** At most so many. */
steps: number,
/** By steepest descent rather than conjugate gradients. */
steepest: boolean,
/** Of interactions that are not bonds, angstrom. */
cutoff: number, } | { "what": "minimization_stop" } | { "what": "export_locations" } | { "what": "export_file", complex: ComplexId, format: FileFormat,
/** One of those that the plugin named. */
location: string,
/** The file's name; the complex's own where there is none. */
name?: string | null, } | { "what": "import_file" } | { "what": "export_smiles", complexes: Array<ComplexId>, } | { "what": "import_smiles", smiles: Array<string>, } | { "what": "generate_molecule_image", complex: ComplexId, width: number, height: number, } | { "what": "run_interactions" };

/** From where the presenter looks at the workspace; others may follow. */
export type Camera = {
/** Where they are, angstrom. */
position: [number, number, number],
/** How they are turned: x, y, z, w. Unturned one looks along z, with y up. */
rotation: [number, number, number, number], };

/** The cell that a grid fills, from its first to its last values. */
export type Cell = {
/** Its edges a, b and c: angstrom. */
edges: [number, number, number],
/** The angles between b and c, c and a, a and b: degrees. */
angles: [number, number, number],
/** Its corner, where the first value is: angstrom, in the space of the complex. */
origin: [number, number, number], };

/** The colour schemes of the plugin API. */
export type ColorScheme = "residue" | "occupancy" | "b_factor" | "element" | "rainbow" | "chain" | "donor_acceptor" | "secondary_structure" | "monochrome" | "yrb_hydrophobicity" | "hydrophobicity" | "imgt" | "kabat" | "chothia" | "apf" | "confidence";

/** What of a complex is painted. */
export type ColorTarget = "all" | "atoms" | "ribbon" | "surface";

/** A complex in the workspace, but for its columns. */
export type Complex = {
/** Its number. */
id: ComplexId,
/** What people call it. */
name: string,
/** Shown at all. */
visible: boolean,
/** Cannot be moved. */
locked: boolean,
/** Shown in a box. */
boxed: boolean,
/** The caption of its box. */
box_label: string,
/** A plugin is working on it. */
computing: boolean,
/** Whether at least one atom of the current frame is selected. */
selected: boolean,
/** Which frame is shown, from 0. */
current_frame: number,
/** Its place in the workspace, angstrom. */
position: [number, number, number],
/** Its rotation in the workspace: x, y, z, w. */
rotation: [number, number, number, number],
/** Remarks of the file it came from. */
remarks: Array<[string, string]>,
/** Its frames. */
frames: Array<Frame>, };

/** What to change of a complex; what is absent stays. */
export type ComplexChange = {
/** Its name. */
name?: string,
/** Shown at all. */
visible?: boolean,
/** Cannot be moved. */
locked?: boolean,
/** Shown in a box. */
boxed?: boolean,
/** Which frame is shown, from 0. */
current_frame?: number,
/** Which conformer of the frame that is then shown, from 0. */
current_conformer?: number,
/** Its place in the workspace, angstrom. */
position?: [number, number, number],
/** Its rotation in the workspace: x, y, z, w. */
rotation?: [number, number, number, number], };

/** A complex in one room: the `index` of the plugin API. */
export type ComplexId = number;

/** A conformer's name and associated data. */
export type Conformer = {
/** Its name. */
name: string,
/** Scores, the tags of an SDF, ... */
associated: Array<[string, string]>, };

/**
 * What the presenter said to a plugin's wish. It holds for one session, and as long as this member presents: with the next
 * presenter it begins anew.
 */
export type Consent = "unasked" | "asked" | "allowed" | "denied";

/** A residue that another complex touches. */
export type Contact = {
/** The residue's complex. */
complex: ComplexId,
/** The name of its chain. */
chain: string,
/** Its name: `ASP`. */
residue: string,
/** Its number, with the insertion code where it has one: `86`, `86A`. */
number: string,
/** The indices of its atoms in the room. */
atoms: number[],
/** Between the nearest two heavy atoms, angstrom. */
distance: number,
/** Of the pairs of heavy atoms in reach, the one that holds most. */
kind: ContactKind, };

/** What holds, told by elements and distances alone, as a first look. */
export type ContactKind = "polar" | "apolar" | "near";

/** What a node shows. Every content has an `id`, unique in its session. */
export type Content = { "kind": "button" } & Button | { "kind": "mesh", id: number, color: number, } | { "kind": "slider" } & Slider | { "kind": "text_input" } & TextInput | { "kind": "label" } & Label | { "kind": "list" } & List | { "kind": "image" } & Image | { "kind": "loading_bar" } & LoadingBar | { "kind": "dropdown" } & Dropdown;

/** A list to choose from. */
export type Dropdown = { id: number, use_permanent_title: boolean, permanent_title: string, max_displayed_items: number, items: Array<DropdownItem>, };

/** An item of a dropdown. */
export type DropdownItem = { name: string, selected: boolean, close_on_selected: boolean, };

/** How a connection enters. */
export type Enter = { "create": {
/** The room's name. */
room: string,
/** The creator's name. */
member: string,
/** Needed off loopback, unless the server has open rooms. */
invitation?: string, } } | { "join": {
/** The secret of the link: what follows `#` in its URL. */
link: string,
/** The member's name. */
member: string,
/** The room's password, which it may want from those who come by the guest link. */
password?: string, } } | { "visit": {
/** Its number. */
room: RoomId,
/** The visitor's name. */
member: string,
/** The room's password, where it has one. */
password?: string, } } | { "resume": {
/** The token of the [`Welcome`]. */
token: string,
/** The last event that was applied: what follows is sent; a snapshot where that is too long ago. */
after?: Seq, } };

/** The kinds of errors that a program may want to tell apart. */
export type ErrorCode = "malformed" | "api_version" | "denied" | "password_needed" | "wrong_password" | "not_allowed" | "not_found" | "limit" | "conflict" | "plugin" | "bad_file" | "closed" | "kicked" | "too_slow" | "internal";

/** Something happened in the room. */
export type Event = { "event": "member", member: Member, } | { "event": "member_left", member: MemberId, } | { "event": "presenter", member: MemberId, } | { "event": "presenter_requests", members: Array<MemberId>, } | { "event": "guests_may_edit", on: boolean, } | { "event": "listed", on: boolean, } | { "event": "has_password", on: boolean, } | { "event": "plugins", plugins: Array<Plugin>, } | { "event": "session", session: Session, } | { "event": "session_gone", session: SessionId, } | { "event": "complex_added", complex: Complex, } | { "event": "complex_changed", complex: Complex, whole: boolean, } | { "event": "complex_removed", complex: ComplexId, } | { "event": "steps", steps: Steps, } | { "event": "shape", shape: Shape, } | { "event": "shape_removed", shape: ShapeId, } | { "event": "interactions", interactions: Array<Interaction>, } | { "event": "interactions_removed", interactions: Array<InteractionId>, } | { "event": "interactions_done", session: SessionId, } | { "event": "volume_added", volume: Volume, } | { "event": "volume_changed", volume: Volume, } | { "event": "volume_removed", volume: VolumeId, } | { "event": "menu", session: SessionId, menu: Menu, } | { "event": "content", session: SessionId, content: Content, } | { "event": "said", said: Said, } | { "event": "notification", notification: Notification, } | { "event": "view", view: View, } | { "event": "camera", camera: Camera, } | { "event": "pointer", member: MemberId, at: AtomRef | null, } | { "event": "skybox", skybox: Skybox | null, } | { "event": "macros", macros: Array<Macro>, } | { "event": "macro_running", title: string | null, } | { "event": "open_url", wanted: WantedUrl, } | { "event": "url_dismissed", url: UrlId, } | { "event": "closed", reason: string, };

/** Something to do in one's own folder. A path begins there: `poses/1.sdf`, or `/poses/1.sdf`. */
export type FileDeed = { "deed": "list", path: string, } | { "deed": "get", path: string, } | { "deed": "put", path: string, size: number, } | { "deed": "remove", path: string, whole: boolean, } | { "deed": "make_folder", path: string, };

/** A file or folder. */
export type FileEntry = {
/** Its name in its folder. */
name: string,
/** Whether it is a folder. */
is_folder: boolean,
/** Its bytes; 0 of a folder. */
size: number,
/** When it was written last: `2026-01-31T09:30:00Z`. */
modified: string, };

/** The structure formats. */
export type FileFormat = "pdb" | "mmcif" | "sdf" | "mol";

/** What is in a folder of one's own, and how much room there is. */
export type Folder = {
/** By name. */
entries: Array<FileEntry>,
/** Bytes that all files of the member have. */
used: number,
/** Bytes that they may have. */
limit: number, };

/** The force fields that minimizing plugins know. */
export type Forcefield = "universal" | "general_amber" | "ghemical" | "mmff94" | "mmff94s";

/** What a shape is. */
export type Form = { "is": "sphere",
/** In angstrom. */
radius: number, } | { "is": "line",
/** In angstrom. */
thickness: number,
/** In angstrom. */
dash_length: number,
/** In angstrom. */
dash_distance: number, } | { "is": "label",
/** The text. */
text: string,
/** Its size. */
font_size: number, } | { "is": "mesh",
/** How many vertices it has. */
vertices: number,
/** How many triangles it has. */
triangles: number,
/** Whether it has a texture. */
textured: boolean,
/** Shown without light and shadow. */
unlit: boolean, };

/** One molecule of a complex, but for its columns. */
export type Frame = {
/** Its index in the room. */
index: number,
/** How many atoms it has. */
atoms: number,
/** How many bonds it has. */
bonds: number,
/** How many residues it has. */
residues: number,
/** How many chains it has. */
chains: number,
/** Which conformer is shown, from 0. */
current_conformer: number,
/** Its conformers, at least one. */
conformers: Array<Conformer>, };

/** The server's first frame. */
export type Greeting = { "welcome": Welcome } | { "refused": Refusal };

/** The first frame of a member's connection. */
export type Hello = {
/** The API versions that the member speaks. */
api: Array<number>,
/** What they want. */
enter: Enter,
/**
 * Whether they want the columns of complexes; yes, where nothing is said. Without them snapshots and events name no
 * bulk transfers; files come all the same.
 */
columns?: boolean, };

/** What is open here. */
export type Home = {
/** The server's own version, for people. */
server: string,
/** Whether creating a room needs an invitation, from where one asks. */
needs_invitation: boolean,
/** The rooms that are listed, by number. */
rooms: Array<OpenRoom>,
/** The plugins that are connected. */
plugins: Array<Plugin>, };

/** Which hydrogens are drawn, on atoms that are drawn themselves. */
export type Hydrogens = "all" | "polar" | "none";

/** An image. */
export type Image = {
/** Its number. */
id: number,
/**
 * The key by which [`crate::Intent::Image`] gets it; empty = none. It means the same image as long as the session lives.
 * Where the answer is an error (it is neither PNG nor JPEG, or too large), show a placeholder.
 */
image: string,
/** Its tint. */
color: number,
/** 0 stretch, 1 fill, 2 fit. */
scaling: number,
/** The plugin wants to know of presses. */
press_hooked: boolean,
/** The plugin wants to know of holds. */
hold_hooked: boolean,
/** The plugin wants to know of releases. */
release_hooked: boolean, };

/** What a plugin registers for. */
export type Integration = "hydrogen" | "structure_prep" | "calculate_esp" | "minimization" | "export_file" | "export_locations" | "generate_molecule_image" | "import_file" | "analysis" | "interactions" | "smiles";

/** A wish of a member's. Rights are checked by the room. */
export type Intent = { "do": "give", member: MemberId, } | { "do": "request_presenter" } | { "do": "withdraw_request" } | { "do": "decline_presenter", member: MemberId, } | { "do": "take_presenter" } | { "do": "kick", member: MemberId, } | { "do": "say", text: string, } | { "do": "set_guests_may_edit", on: boolean, } | { "do": "set_listed", on: boolean, } | { "do": "set_password", password: string | null, } | { "do": "links" } | { "do": "renew_link", role: Role, } | { "do": "expire_link", role: Role, after_secs?: number, } | { "do": "leave" } | { "do": "close" } | { "do": "activate", plugin: PluginId, allow?: Array<Permission>, } | { "do": "deactivate", session: SessionId, } | { "do": "reconnect", session: SessionId, } | { "do": "allow", session: SessionId, permission: Permission, } | { "do": "deny", session: SessionId, permission: Permission, } | { "do": "run", session: SessionId, } | { "do": "advanced_settings", session: SessionId, } | { "do": "integrate", call: Call, plugin?: PluginId | null, } | { "do": "macro", deed: MacroDeed, } | { "do": "toggle_menu", session: SessionId, menu: number, enabled: boolean, } | { "do": "press", session: SessionId, content: number, } | { "do": "hover", session: SessionId, content: number, over: boolean, } | { "do": "slide", session: SessionId, content: number, value: number, released: boolean, } | { "do": "type", session: SessionId, content: number, text: string, submit: boolean, } | { "do": "choose", session: SessionId, content: number, item: number, } | { "do": "touch_image", session: SessionId, content: number, phase: TouchPhase, x: number, y: number, } | { "do": "image", session: SessionId, key: string, } | { "do": "camera", position: [number, number, number], rotation: [number, number, number, number], } | { "do": "dismiss_url", url: UrlId, } | { "do": "load", name: string, size: number, } | { "do": "fetch", entry: string, } | { "do": "export", complex: ComplexId, format: FileFormat, } | { "do": "remove", complex: ComplexId, } | { "do": "change", complex: ComplexId, change: ComplexChange, } | { "do": "duplicate", complex: ComplexId, } | { "do": "look", complex: ComplexId, look: Look, } | { "do": "waters", complex: ComplexId, shown: boolean, } | { "do": "hydrogens", complex: ComplexId, shown: Hydrogens, } | { "do": "color", complex: ComplexId, paint: Paint, target?: ColorTarget,
/** Of the atoms only carbons; ribbons are no atoms. */
only_carbons?: boolean,
/** Only what is selected. */
only_selected?: boolean, } | { "do": "undo" } | { "do": "redo" } | { "do": "select", complex: ComplexId, atoms: AtomSelection, } | { "do": "unselect" } | { "do": "widen", to: Widening, } | { "do": "contacts", complex: ComplexId, within?: number, } | { "do": "point", at: AtomRef | null, } | { "do": "set_volume", volume: VolumeId, visible?: boolean,
/** How far from the mean its surfaces are, more than 0, in its `rmsd`: those below the mean are as far below it. */
level?: number, } | { "do": "remove_volume", volume: VolumeId, } | { "do": "remove_interactions", interactions: Array<InteractionId>, } | { "do": "files", deed: FileDeed, };

/**
 * An interaction between two groups of atoms. It belongs to the workspace, and stays when the session that made it ends; it
 * goes with any of its atoms.
 */
export type Interaction = {
/** Its number. */
id: InteractionId,
/** What it is. */
kind: InteractionKind,
/** The indices of the atoms at one end: one, or those of a ring. */
atoms1: Array<number>,
/** The indices of the atoms at the other end. Of a hydrogen bond that the room found, this is the acceptor. */
atoms2: Array<number>,
/** In which conformer alone the first atoms are meant, from 0; none: in each. */
conformer1: number | null,
/** In which conformer alone the other atoms are meant, from 0; none: in each. */
conformer2: number | null,
/** Whether it is shown. */
visible: boolean, };

/** An interaction in one room: the `index` of the plugin API's interactions, which are numbered by themselves. */
export type InteractionId = number;

/** A kind of interaction. */
export type InteractionKind = "covalent" | "hydrogen_bond" | "ionic" | "x_bond" | "metal_complex" | "aromatic" | "hydrophobic" | "van_der_waals" | "van_der_waals_clash" | "weak_h_bond" | "polar" | "weak_polar" | "clash" | "carbonyl" | "carbon_pi" | "cation_pi" | "donor_pi" | "halogen_pi" | "metsulphur_pi" | "proximal";

/** A text to read. */
export type Label = { id: number, text: string, vertical_align: number, horizontal_align: number, auto_size: boolean, max_size: number, min_size: number, size: number, color: number, bold: boolean, italic: boolean, underlined: boolean, };

/** A list of nodes that scrolls. */
export type List = { id: number, items: Array<Node>, display_columns: number, display_rows: number, total_columns: number, unusable: boolean, };

/** A loading bar. */
export type LoadingBar = { id: number,
/** 0 to 1. */
percentage: number, title: string, description: string, failure: boolean, };

/** How a complex looks as a whole. It sets ribbons, atoms, labels, surfaces and their colours. */
export type Look = "overview" | "pocket" | "surface" | "all_atoms";

/** A macro that the room keeps. */
export type Macro = {
/** Its number. */
id: MacroId,
/** What people call it. */
title: string,
/** The program, in Lua. */
logic: string, };

/** What to do with macros. */
export type MacroDeed = { "do": "save", title: string, logic: string, } | { "do": "delete", id: MacroId, } | { "do": "run", id: MacroId, } | { "do": "stop" };

/** A macro in one room. */
export type MacroId = number;

/**
 * What atoms are and where they belong. What is left out says nothing; all that is said has to hold, and of each list one of its
 * items.
 */
export type Matching = {
/** Names of chains: `A`, with its hetero groups, which stand in a chain `HA`. */
chains?: Array<string>,
/** Numbers of residues. */
residues?: Array<ResidueRange>,
/** Names of residues: `ASP`, in small letters or capitals. */
residue_names?: Array<string>,
/** What residues are. */
kinds?: Array<ResidueKind>,
/** Names of atoms: `CA`, in small letters or capitals. */
atom_names?: Array<string>,
/** Elements: `Zn`, in small letters or capitals. */
elements?: Array<string>, };

/** Somebody in a room. */
export type Member = {
/** Their number. */
id: MemberId,
/** Their name. */
name: string,
/** What their link lets them be. */
role: Role,
/** Whether they are connected now. */
here: boolean, };

/** A person (or script) in one room; kept over reconnects. */
export type MemberId = number;

/** A menu. */
export type Menu = {
/** Its number in its session: 0 is the plugin's main menu. */
index: number,
/** Shown. */
enabled: boolean,
/** Its title. */
title: string,
/** Cannot be resized. */
locked: boolean,
/** Width. */
width: number,
/** Height. */
height: number,
/** Where its plugin put it; none where it did not: it stands wherever a member likes. */
transform?: Transform,
/** The tree. */
root: Node, };

/** A value for each of a button's states. */
export type Multi<T> = { idle: T, selected: T, highlighted: T, selected_highlighted: T, unusable: T, };

/** A node of the layout. */
export type Node = {
/** Its number in its session. */
id: number,
/** Shown, and taking room. */
enabled: boolean,
/** Its layer. */
layer: number,
/** How its children stand: 0 vertical, 1 horizontal. */
orientation: number,
/** 0 expand, 1 fixed, 2 ratio. */
sizing: number,
/** The value of a fixed or ratio sizing. */
sizing_value: number,
/** How far it stands in front of its parent. */
forward_dist: number,
/** 0 fixed, 1 ratio. */
padding_type: number,
/** Left, right, top, down; may be negative. */
padding: [number, number, number, number],
/** Its children, in order. */
children: Array<Node>,
/** What it shows. */
content: Content | null, };

/** A word of a plugin or of the room to its people. */
export type Notification = {
/** The session that sent it; none = the room itself. */
session: SessionId | null,
/** Who says it, for people: the plugin's name, or the room's. */
from: string,
/** Its weight. */
kind: NotificationKind,
/** The text. */
text: string, };

/** How much a notification matters. */
export type NotificationKind = "message" | "success" | "warning" | "error";

/** A room that its presenter listed: whoever reaches the server may look on. */
export type OpenRoom = {
/** Its number, for [`crate::Enter::Visit`]. */
id: RoomId,
/** Its name. */
name: string,
/** Who presents; none where nobody does. */
presenter: string | null,
/** How many people are here. */
people: number,
/** Whether visitors are asked for a password. */
has_password: boolean, };

/** With what to paint. */
export type Paint = { "scheme": ColorScheme } | { "rgb": [number, number, number] };

/** Something that a plugin asks for when it registers. */
export type Permission = "local_files_access";

/** A plugin that is connected to the server. */
export type Plugin = {
/** Its number. */
id: PluginId,
/** Its name; two may have the same. */
name: string,
/** What it does, in its author's words. */
description: string,
/** Its category, the first tag. */
category: string,
/** Its tags. */
tags: Array<string>,
/** Whether it has advanced settings. */
has_advanced: boolean,
/** What it asks to be allowed. */
permissions: Array<Permission>,
/** What it can be called for. */
integrations: Array<Integration>,
/** Whether its link is up; false in the grace period after a loss. */
connected: boolean, };

/** A button of the plugin list. */
export type PluginButton = {
/** Its text. */
text: string,
/** Whether it can be pressed. */
usable: boolean, };

/** A registered plugin; kept while its link, or its grace period, lasts. */
export type PluginId = number;

/** Somebody points at an atom. It goes when they are away, and with its complex. */
export type Pointer = {
/** Who. */
member: MemberId,
/** At what. */
at: AtomRef, };

/** The server's answer to a [`Hello`] that it does not accept; it then closes. */
export type Refusal = {
/** Why, and what to do. */
error: ApiError, };

/** What a member asks. */
export type Request = {
/** The answer carries it. */
id: RequestId,
/** What the member wants. */
intent: Intent, };

/** A request of one member's connection; the answer carries it. */
export type RequestId = number;

/** What a residue is to a chemist. */
export type ResidueKind = "polymer" | "ligand" | "ion" | "water";

/** Residues from one number to another; both are in it, and so are those with insertion codes. */
export type ResidueRange = {
/** The first number. */
first: number,
/** The last number. */
last: number, };

/** What a link lets its holder be. */
export type Role = "presenter" | "guest";

/** A room, as long as this server's data folder lives. */
export type RoomId = number;

/** Something that somebody said to everybody. */
export type Said = {
/** Who. */
member: MemberId,
/** What they were called then. */
name: string,
/** What; text, never markup. */
text: string, };

/** The place of an event in its room's history, from 1 on. */
export type Seq = number;

/** One room's connection to one plugin. */
export type Session = {
/** Its number. */
id: SessionId,
/** Its plugin's number, which may be gone. */
plugin: PluginId,
/** Its plugin's name. */
name: string,
/** How it is. */
state: SessionState,
/** The Run button. */
run: PluginButton,
/** The Advanced Settings button; none where the plugin has none. */
advanced_settings: PluginButton | null,
/** What its plugin asks to be allowed, and what the presenter said. */
permissions: Array<SessionPermission>, };

/** One room's connection to one plugin; never used twice. */
export type SessionId = number;

/** A menu and the session whose it is. */
export type SessionMenu = {
/** The session. */
session: SessionId,
/** Its menu. */
menu: Menu, };

/** A permission that a session's plugin asked for, and what the presenter said. */
export type SessionPermission = {
/** For what. */
permission: Permission,
/** What was said. */
consent: Consent, };

/** How a session is. */
export type SessionState = { "is": "connecting" } | { "is": "running" } | { "is": "not_answering" } | { "is": "lost" } | { "is": "ended",
/** A sentence: exit code, signal, refused, did not answer, ... */
reason: string,
/** The last lines of its log, oldest first, where the host sent them. */
log: Array<string>, };

/** Something that a plugin drew. It stays until the plugin deletes it or its session ends. */
export type Shape = {
/** Its number. */
id: ShapeId,
/** The session whose it is. */
session: SessionId,
/** What it is. */
form: Form,
/** Its colour: `0xRRGGBBAA`. */
color: number,
/** Where it is: one or more, of a line at least two, which are its ends. */
anchors: Array<Anchor>, };

/** A shape in one room: the `index` of the plugin API's shapes, which are numbered by themselves. */
export type ShapeId = number;

/** What is around the workspace. */
export type Skybox = "blue_sky_and_clouds" | "sunset" | "blue_sky_and_ground" | "black" | "white" | "graydient";

/** A slider. */
export type Slider = { id: number, value: number, min: number, max: number, };

/** A whole room, but for the columns of its complexes, meshes and volumes. */
export type Snapshot = {
/** The room's name. */
name: string,
/** Everybody in it. */
members: Array<Member>,
/** Who presents. */
presenter: MemberId,
/** Who asks for the presenter role, the first first. */
presenter_requests: Array<MemberId>,
/** Whether guests may load, change and select. */
guests_may_edit: boolean,
/** Whether the room is listed: whoever reaches the server may look on. */
listed: boolean,
/** Whether visitors, and who comes by the guest link, are asked for a password. */
has_password: boolean,
/** The plugins that are connected to the server. */
plugins: Array<Plugin>,
/** The room's sessions. */
sessions: Array<Session>,
/** What is in the workspace, oldest first. */
complexes: Array<Complex>,
/** What can be undone and redone. */
steps: Steps,
/** What plugins drew, by number. */
shapes: Array<Shape>,
/** What holds and what clashes between atoms, by number. */
interactions: Array<Interaction>,
/** Values on grids, by number. */
volumes: Array<Volume>,
/** The menus of its plugins. */
menus: Array<SessionMenu>,
/** The last notifications, oldest first. */
notifications: Array<Notification>,
/** What people said last, oldest first. */
chat: Array<Said>,
/** Where plugins had everybody look last; none before they did. */
view: View | null,
/** From where the presenter looks; none before they said. It goes when somebody else presents. */
camera: Camera | null,
/** At which atoms people point, by member. */
pointers: Array<Pointer>,
/** What a plugin put around the workspace; none before it did: each member has it as they like. */
skybox: Skybox | null,
/** The macros that it keeps. */
macros: Array<Macro>,
/** The title of the macro that runs now. */
macro_running: string | null,
/** Links that plugins want opened and the presenter has not dismissed, oldest first. */
wanted_urls: Array<WantedUrl>, };

/**
 * The room's own undo and redo: names of what people and plugins did to complexes (`Docking added 9 poses (ligand)`), at most 50.
 * The first of each is the next. Streams, menus and selections are no steps; dragging and paging are one each.
 */
export type Steps = {
/** What can be undone, the last first. */
undo: Array<string>,
/** What was undone and can be redone. */
redo: Array<string>, };

/** A text to type. */
export type TextInput = { id: number,
/** 0 or less = no bound. */
max_length: number, placeholder: string, text: string, password: boolean, number: boolean, placeholder_color: number, text_color: number, background_color: number, text_size: number, horizontal_align: number, multi_line: boolean,
/** Left, right, top, down. */
padding: [number, number, number, number], };

/** What the server says after the welcome. */
export type ToMember = { "snapshot": {
/** The last event that is in it. */
seq: Seq,
/** The room. */
room: Snapshot,
/**
 * One bulk transfer a complex, in the order of `room.complexes`, then one a mesh, in the order of `room.shapes`,
 * then one a volume, in the order of `room.volumes`, each a full set of columns; none where the member wants no
 * columns.
 */
bulk: Array<TransferId>, } } | { "event": {
/** One more than that of the event before. */
seq: Seq,
/** What happened. */
event: Event,
/** Columns that belong to it, where the member wants columns. */
bulk?: TransferId, } } | { "fed": {
/** What changed. */
event: Event,
/** Its columns that differ from what the member was told, where the member wants columns. */
bulk?: TransferId, } } | { "done": {
/** Which. */
id: RequestId,
/** What came of it. */
answer: Answer, } } | { "failed": {
/** Which; 0 where the frame had none that could be read. */
id: RequestId,
/** Why, and what to do. */
error: ApiError, } } | { "goodbye": {
/** Why. */
error: ApiError, } };

/** The tooltip of a button. */
export type Tooltip = { title: string, content: string, bounds: [number, number, number], positioning_target: number, positioning_origin: number, };

/** The three moments of touching an image. */
export type TouchPhase = "press" | "hold" | "release";

/** A bulk transfer on one member's connection. Members number theirs with odd numbers, the server with even ones. */
export type TransferId = number;

/** Where a menu is, in the space of the workspace. */
export type Transform = {
/** Its middle. */
position: [number, number, number],
/** Its rotation: x, y, z, w. */
rotation: [number, number, number, number],
/** Its scale along each axis. */
scale: [number, number, number], };

/** A link that a plugin wants opened; never used twice in a room. */
export type UrlId = number;

/** Where a plugin has everybody look. Members go there once, and look around as they like afterwards. */
export type View = {
/** The middle of what is to be seen, in the space of the workspace, angstrom. */
center: [number, number, number],
/** How far what is to be seen reaches from there, angstrom. */
radius: number,
/** Whether it is to fill the view; else it only comes to the middle. */
zoom: boolean, };

/** Values on a grid. They belong to a complex, lie in its space, and go with it; they come as bulk. */
export type Volume = {
/** Its number. */
id: VolumeId,
/** The complex that has it. */
complex: ComplexId,
/** What people call it. */
name: string,
/** What its values are. */
kind: VolumeKind,
/** How many values it has along each axis of its cell: width, height, depth. */
size: [number, number, number],
/** The mean of its values, as its plugin gives it. */
mean: number,
/** The root mean square deviation of its values, as its plugin gives it: the unit of its layers. */
rmsd: number,
/** Where the grid is. */
cell: Cell,
/** Shown at all. */
visible: boolean,
/** Shown in a box. */
boxed: boolean,
/** Whether people may move a window over it instead of seeing it as a whole. */
map_mover: boolean,
/** How its surfaces are drawn. */
style: VolumeStyle,
/** Its surfaces. */
layers: Array<VolumeLayer>, };

/** A volume in one room. */
export type VolumeId = number;

/** What the values of a volume are. */
export type VolumeKind = "default" | "density" | "density_difference" | "cryo_em" | "electrostatic";

/** A surface through all places of one value. */
export type VolumeLayer = {
/** Its colour: `0xRRGGBBAA`. */
color: number,
/** Its value: so many `rmsd` from the mean. */
rmsd: number, };

/** How the surfaces of a volume are drawn. */
export type VolumeStyle = "mesh" | "flat_surface" | "smooth_surface";

/**
 * A link, of `http` or `https` only, that a plugin asks the presenter to open. The presenter decides, and is shown the host:
 * nothing opens by itself, and to nobody else.
 */
export type WantedUrl = {
/** For [`crate::Intent::DismissUrl`]. */
id: UrlId,
/** Whose wish it is. */
session: SessionId,
/** The link. */
url: string,
/** Its host, to be shown. */
host: string,
/** In the browser of the desktop rather than in a headset's. */
desktop: boolean, };

/** The server's answer to a [`Hello`] that it accepts; the state of the room follows as [`ToMember`] frames. */
export type Welcome = {
/** The API version that is spoken from here on. */
api: number,
/** The server's own version, for people. */
server: string,
/** The room. */
room: RoomId,
/** Who one is there. */
member: MemberId,
/** For [`Enter::Resume`]. A secret. */
token: string, };

/** To what a selection is widened. */
export type Widening = "residues" | "chains" | { "within": number };
