// Reads the menu files that the Python library writes, for tests: what the room would say of them.
import type { Button, Content, Menu, Multi, Node } from '../../api/types';

type Json = Record<string, unknown>;

/** The menu of a file. Ids are counted in reading order, from 1. */
export function menuOfFile(text: string): Menu {
  const json = JSON.parse(text) as Json;
  const counter = { next: 1 };
  return {
    index: 0,
    enabled: true,
    title: string(json, 'title'),
    locked: false,
    width: number(json, 'width', 0.7),
    height: number(json, 'height', 0.6),
    root: node(json['effective_root'] as Json, counter),
  };
}

/** A node with the library's defaults. */
export function aNode(change: Partial<Node> = {}): Node {
  return {
    id: 0,
    enabled: true,
    layer: 0,
    orientation: 0,
    sizing: 0,
    sizing_value: 1,
    forward_dist: 0,
    padding_type: 0,
    padding: [0, 0, 0, 0],
    children: [],
    content: null,
    ...change,
  };
}

/** A button with the library's defaults. */
export function aButton(change: Partial<Button> = {}): Button {
  return {
    id: 0,
    name: '',
    selected: false,
    unusable: false,
    disable_on_press: false,
    toggle_on_press: false,
    text: {
      active: true,
      value: all('text'),
      auto_size: true,
      min_size: 0,
      max_size: 0.3,
      size: 0.2,
      underlined: false,
      ellipsis: true,
      bold: all(true),
      color: all(0xffffffff),
      padding: [0, 0, 0, 0],
      line_spacing: 0,
      vertical_align: 1,
      horizontal_align: 1,
    },
    icon: {
      active: false,
      value: all(''),
      color: all(0xffffffff),
      sharpness: 0.5,
      size: 1,
      ratio: 0.5,
      position: [0, 0, 0],
      rotation: [0, 0, 0],
    },
    mesh: { active: false, enabled: all(true), color: all(0x000000ff) },
    outline: { active: true, size: all(0.3), color: all(0xffffffff) },
    tooltip: { title: '', content: '', bounds: [1.73, 0.6, 0.05], positioning_target: 7, positioning_origin: 2 },
    switch: { active: false, on_color: 0x00ffd5ff, off_color: 0x727272ff },
    hooked: false,
    ...change,
  };
}

export function all<T>(value: T): Multi<T> {
  return { idle: value, selected: value, highlighted: value, selected_highlighted: value, unusable: value };
}

function node(json: Json, counter: { next: number }): Node {
  const content = json['content'] as Json | null;
  const id = counter.next++;
  return {
    id,
    enabled: json['enabled'] === true,
    layer: number(json, 'layer', 0),
    orientation: number(json, 'layout_orientation', 0),
    sizing: number(json, 'sizing_type', 0),
    sizing_value: number(json, 'sizing_value', 1),
    forward_dist: number(json, 'forward_dist', 0),
    padding_type: number(json, 'padding_type', 0),
    padding: [
      number(json, 'padding_x', 0),
      number(json, 'padding_y', 0),
      number(json, 'padding_z', 0),
      number(json, 'padding_w', 0),
    ],
    content: content ? contentOf(content, counter) : null,
    children: ((json['children'] as Json[] | undefined) ?? []).map((child) => node(child, counter)),
  };
}

function contentOf(json: Json, counter: { next: number }): Content | null {
  const id = counter.next++;
  const type = string(json, 'type_name').replace(' ', '');
  if (type === 'Button') return { kind: 'button', ...button(json, id) };
  if (type === 'Mesh') return { kind: 'mesh', id, color: number(json, 'mesh_color', 0) >>> 0 };
  if (type === 'Label') return { kind: 'label', ...label(json, id) };
  if (type === 'Slider') {
    return { kind: 'slider', id, value: number(json, 'current_value', 0), min: 0, max: number(json, 'max_value', 1) };
  }
  if (type === 'List') {
    const count = (name: string, otherwise: number) => number(json, name, otherwise);
    return {
      kind: 'list',
      id,
      items: [],
      display_columns: count('display_columns', 1),
      display_rows: count('display_rows', 10),
      total_columns: count('total_columns', 1),
      unusable: json['unusable'] === true,
    };
  }
  if (type === 'Image') {
    const scaling = number(json, 'scaling_option', 0);
    const hooks = { press_hooked: false, hold_hooked: false, release_hooked: false };
    return { kind: 'image', id, image: '', color: 0xffffffff, scaling, ...hooks };
  }
  if (type === 'LoadingBar') {
    const texts = { title: string(json, 'title'), description: string(json, 'description') };
    return { kind: 'loading_bar', id, percentage: number(json, 'percentage', 0), ...texts, failure: false };
  }
  if (type === 'Dropdown') {
    return { kind: 'dropdown', id, use_permanent_title: false, permanent_title: '', max_displayed_items: 3, items: [] };
  }
  return type === 'TextInput' ? textInput(json, id) : null;
}

function textInput(json: Json, id: number): Content {
  return {
    kind: 'text_input',
    id,
    max_length: number(json, 'max_length', 10),
    placeholder: string(json, 'placeholder_text'),
    text: string(json, 'input_text'),
    password: json['password'] === true,
    number: json['number'] === true,
    placeholder_color: 0x7c7f89ff,
    text_color: 0x000000ff,
    background_color: 0xffffffff,
    text_size: number(json, 'text_size', -1),
    horizontal_align: number(json, 'text_horizontal_align', 0),
    multi_line: json['multi_line'] === true,
    padding: [0.015, 0.01, 0, 0],
  };
}

function label(json: Json, id: number) {
  return {
    id,
    text: string(json, 'text'),
    vertical_align: number(json, 'text_vertical_align', 0),
    horizontal_align: number(json, 'text_horizontal_align', 0),
    auto_size: json['text_auto_size'] !== false,
    max_size: number(json, 'text_max_size', 1),
    min_size: number(json, 'text_min_size', 0),
    size: number(json, 'text_size', 1),
    color: number(json, 'text_color', -1) >>> 0,
    bold: json['text_bold'] === true,
    italic: json['text_italics'] === true,
    underlined: json['text_underlined'] === true,
  };
}

function button(json: Json, id: number): Button {
  const plain = aButton({ id, name: string(json, 'name'), selected: json['selected'] === true });
  const texts = Object.keys(plain.text.value) as (keyof Multi<string>)[];
  const value = all('');
  for (const state of texts) value[state] = string(json, `text_value_${state}`);
  return {
    ...plain,
    unusable: json['unusable'] === true,
    text: {
      ...plain.text,
      value,
      active: json['text_active'] !== false,
      auto_size: json['text_auto_size'] !== false,
      size: number(json, 'text_size', 0.2),
    },
    outline: { ...plain.outline, active: json['outline_active'] !== false },
    mesh: { ...plain.mesh, active: json['mesh_active'] === true },
  };
}

function number(json: Json, name: string, otherwise: number): number {
  const value = json[name];
  return typeof value === 'number' ? value : otherwise;
}

function string(json: Json, name: string): string {
  const value = json[name];
  return typeof value === 'string' ? value : '';
}
