// The room as one member knows it: a snapshot, and every event since folded into it, as the Rust module `client::view` does.
// States are never changed: what is the same object in two of them is the same.

import { updateColumns, type Columns } from '../api/columns';
import type { Thing } from '../api/order';
import {
  CHAT_KEPT, NOTIFICATIONS_KEPT, type ComplexId, type Content, type Event, type MemberId, type Node, type Seq, type ShapeId, type Snapshot,
  type VolumeId,
} from '../api/types';

/** What the server told. */
export interface Told extends Snapshot {
  /** Who one is. */
  readonly me: MemberId;
  /** The last event that is in it. */
  readonly seq: Seq;
  /** The columns that are here; those of a snapshot come after it. */
  readonly columns: ReadonlyMap<ComplexId, Columns>;
  /** The columns of meshes, likewise. */
  readonly meshes: ReadonlyMap<ShapeId, Columns>;
  /** The values of volumes, likewise. */
  readonly volumeValues: ReadonlyMap<VolumeId, Columns>;
  /** Why the room is closed, if it is. */
  readonly closed: string | null;
}

/** The room as a snapshot tells it. */
export function fromSnapshot(me: MemberId, seq: Seq, room: Snapshot): Told {
  return { ...room, me, seq, columns: new Map(), meshes: new Map(), volumeValues: new Map(), closed: null };
}

/** Takes in the columns of something in the snapshot. */
export function withColumns(told: Told, thing: Thing, columns: Columns): Told {
  if ('complex' in thing) {
    const isThere = told.complexes.some((complex) => complex.id === thing.complex);
    return isThere ? { ...told, columns: set(told.columns, thing.complex, columns) } : told;
  }
  if ('volume' in thing) {
    const isThere = told.volumes.some((volume) => volume.id === thing.volume);
    return isThere ? { ...told, volumeValues: set(told.volumeValues, thing.volume, columns) } : told;
  }
  const isThere = told.shapes.some((shape) => shape.id === thing.mesh);
  return isThere ? { ...told, meshes: set(told.meshes, thing.mesh, columns) } : told;
}

/** Folds an event in, with the columns that came with it. What it says of things that are not there is ignored. */
export function fold(told: Told, seq: Seq, event: Event, columns: Columns | undefined): Told {
  return { ...told, ...change(told, event, columns), seq };
}

function change(told: Told, event: Event, columns: Columns | undefined): Partial<Told> {
  switch (event.event) {
    case 'member':
      return {
        members: upsert(told.members, event.member, (old) => old.id === event.member.id),
        ...(event.member.here ? {} : { pointers: told.pointers.filter(({ member }) => member !== event.member.id) }),
      };
    case 'member_left':
      return {
        members: told.members.filter((member) => member.id !== event.member),
        pointers: told.pointers.filter(({ member }) => member !== event.member),
      };
    case 'presenter':
      return { presenter: event.member, camera: null };
    case 'presenter_requests':
      return { presenter_requests: event.members };
    case 'said':
      return { chat: [...told.chat, event.said].slice(-CHAT_KEPT) };
    case 'guests_may_edit':
      return { guests_may_edit: event.on };
    case 'listed':
      return { listed: event.on };
    case 'has_password':
      return { has_password: event.on };
    case 'plugins':
      return { plugins: event.plugins };
    case 'session':
      return { sessions: upsert(told.sessions, event.session, (old) => old.id === event.session.id) };
    case 'session_gone':
      return {
        sessions: told.sessions.filter((session) => session.id !== event.session),
        menus: told.menus.filter((menu) => menu.session !== event.session),
        wanted_urls: told.wanted_urls.filter((wanted) => wanted.session !== event.session),
      };
    case 'complex_added':
      return {
        complexes: upsert(told.complexes, event.complex, (old) => old.id === event.complex.id),
        columns: columns ? set(told.columns, event.complex.id, columns) : without(told.columns, event.complex.id),
      };
    case 'complex_changed':
      return {
        complexes: upsert(told.complexes, event.complex, (old) => old.id === event.complex.id),
        columns: changedColumns(told.columns, event.complex.id, event.whole, columns),
      };
    case 'complex_removed':
      return {
        complexes: told.complexes.filter((complex) => complex.id !== event.complex),
        pointers: told.pointers.filter(({ at }) => at.complex !== event.complex),
        columns: without(told.columns, event.complex),
      };
    case 'steps':
      return { steps: event.steps };
    case 'shape': {
      const kept = event.shape.form.is === 'mesh' ? told.meshes : without(told.meshes, event.shape.id);
      return {
        shapes: upsert(told.shapes, event.shape, (old) => old.id === event.shape.id),
        meshes: columns ? set(kept, event.shape.id, columns) : kept,
      };
    }
    case 'shape_removed':
      return {
        shapes: told.shapes.filter((shape) => shape.id !== event.shape),
        meshes: without(told.meshes, event.shape),
      };
    case 'interactions': {
      const now = new Map(told.interactions.map((interaction) => [interaction.id, interaction]));
      for (const interaction of event.interactions) now.set(interaction.id, interaction);
      return { interactions: [...now.values()].sort((one, other) => one.id - other.id) };
    }
    case 'interactions_removed': {
      const gone = new Set(event.interactions);
      return { interactions: told.interactions.filter((interaction) => !gone.has(interaction.id)) };
    }
    case 'volume_added':
      return {
        volumes: upsert(told.volumes, event.volume, (old) => old.id === event.volume.id),
        volumeValues: columns ? set(told.volumeValues, event.volume.id, columns) : told.volumeValues,
      };
    case 'volume_changed':
      return { volumes: upsert(told.volumes, event.volume, (old) => old.id === event.volume.id) };
    case 'volume_removed':
      return {
        volumes: told.volumes.filter((volume) => volume.id !== event.volume),
        volumeValues: without(told.volumeValues, event.volume),
      };
    case 'menu': {
      const menu = { session: event.session, menu: event.menu };
      return { menus: upsert(told.menus, menu, (old) => old.session === menu.session && old.menu.index === menu.menu.index) };
    }
    case 'content':
      return {
        menus: told.menus.map((menu) => {
          if (menu.session !== event.session) return menu;
          const root = replace(menu.menu.root, event.content);
          return root === menu.menu.root ? menu : { ...menu, menu: { ...menu.menu, root } };
        }),
      };
    case 'notification':
      return { notifications: [...told.notifications, event.notification].slice(-NOTIFICATIONS_KEPT) };
    case 'view':
      return { view: event.view };
    case 'camera':
      return { camera: event.camera };
    case 'pointer': {
      const { member, at } = event;
      const others = told.pointers.filter((pointer) => pointer.member !== member);
      return { pointers: at ? [...others, { member, at }].sort((one, other) => one.member - other.member) : others };
    }
    case 'skybox':
      return { skybox: event.skybox };
    case 'macros':
      return { macros: event.macros };
    case 'macro_running':
      return { macro_running: event.title };
    case 'open_url':
      return { wanted_urls: upsert(told.wanted_urls, event.wanted, (old) => old.id === event.wanted.id) };
    case 'url_dismissed':
      return { wanted_urls: told.wanted_urls.filter((wanted) => wanted.id !== event.url) };
    case 'closed':
      return { closed: event.reason };
    // A word that this page does not know yet: it leaves nothing behind.
    default:
      return {};
  }
}

function changedColumns(all: Told['columns'], complex: ComplexId, whole: boolean, columns: Columns | undefined) {
  if (!columns) return all;
  const old = all.get(complex);
  if (whole) return set(all, complex, columns);
  return old ? set(all, complex, updateColumns(old, columns)) : all;
}

/** Replaces what is the same, in its place; adds what is new at the end. */
function upsert<T>(things: readonly T[], thing: T, same: (old: T) => boolean): T[] {
  const at = things.findIndex(same);
  return at < 0 ? [...things, thing] : things.with(at, thing);
}

function set<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** The node with the content of this number replaced wherever it stands under it; the same node where it stands nowhere. */
function replace(node: Node, content: Content): Node {
  const children = mapSame(node.children, (child) => replace(child, content));
  const held = node.content && replaceContent(node.content, content);
  return children === node.children && held === node.content ? node : { ...node, children, content: held };
}

function replaceContent(old: Content, content: Content): Content {
  if (old.id === content.id) return content;
  if (old.kind !== 'list') return old;
  const items = mapSame(old.items, (item) => replace(item, content));
  return items === old.items ? old : { ...old, items };
}

function mapSame<T>(items: T[], change: (item: T) => T): T[] {
  const changed = items.map(change);
  return changed.every((item, at) => item === items[at]) ? items : changed;
}
