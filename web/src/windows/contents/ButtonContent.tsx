// A button of a plugin, or a switch: five looks, with text, icon, background and outline for each.
import { useEffect, useRef, useState, type CSSProperties } from 'react';
import type { Button } from '../../api/types';
import { css, type Rgba } from '../color';
import { coated, lineColor, lookOf, switchColor, textColor, usePalette, type Look, type Palette } from '../paint';
import { useStage } from '../stage';
import { fontSize } from '../text';
import type { ContentProps } from './ContentView';
import { Picture } from './Picture';
import { alongHorizontal, alongVertical } from './align';

/** Pixels of an outline of size 1. */
const OUTLINE = 3.4;

export function ButtonContent({ content, width, height, background }: ContentProps<Button>) {
  const stage = useStage();
  const palette = usePalette();
  const [isOver, setIsOver] = useState(false);
  const look = lookOf(content.selected, isOver, content.unusable);
  const why = stage.why ?? (content.unusable ? 'The plugin does not offer this now.' : undefined);
  const hover = useHover(content, why === undefined);
  const point = (over: boolean) => () => {
    setIsOver(over);
    hover(over);
  };
  const isSwitch = content.switch.active;
  const words = content.text.value[look] || content.text.value.idle;
  const label = content.text.active && words.trim() ? undefined : content.tooltip.title || content.name || words || 'Button';
  const isTight = content.text.active && !isSwitch && !content.text.ellipsis;
  return (
    <button
      type="button"
      className="plugin-button"
      role={isSwitch ? 'switch' : undefined}
      aria-checked={isSwitch ? content.selected : undefined}
      aria-pressed={!isSwitch && (content.toggle_on_press || content.selected) ? content.selected : undefined}
      aria-disabled={why !== undefined || undefined}
      aria-label={label}
      data-look={look}
      data-content={content.id}
      data-tip={tipOf(content, stage.why)}
      style={paint(content, look, background, palette)}
      onPointerEnter={point(true)}
      onPointerLeave={point(false)}
      onFocus={() => setIsOver(true)}
      onBlur={() => setIsOver(false)}
      onClick={() => why === undefined && stage.ask({ do: 'press', session: stage.session, content: content.id })}
    >
      <ButtonIcon content={content} look={look} width={width} height={height} background={background} />
      {content.text.active && <ButtonText {...{ content, look, width, height, background }} wraps={isTight} />}
      {isSwitch && <SwitchKnob content={content} />}
    </button>
  );
}

/** What is pointed at is told where the plugin asked for it; of a button that goes, that it is left. */
function useHover(content: Button, mayTell: boolean): (over: boolean) => void {
  const stage = useStage();
  const isTold = useRef(false);
  const tell = useRef((_over: boolean) => undefined as void);
  tell.current = (over) => {
    if (over === isTold.current || (over && !(content.hooked && mayTell))) return;
    isTold.current = over;
    stage.ask({ do: 'hover', session: stage.session, content: content.id, over });
  };
  useEffect(() => () => tell.current(false), []);
  return (over) => tell.current(over);
}

interface TextProps extends ContentProps<Button> {
  look: Look;
  wraps: boolean;
}

function ButtonText({ content: { text, mesh, switch: knob }, look, width, height, background, wraps }: TextProps) {
  const { unit, measure } = useStage();
  const palette = usePalette();
  const [left, right, top, down] = text.padding.map((padding) => padding * unit) as [number, number, number, number];
  const value = text.value[look] || text.value.idle;
  const bold = text.bold[look];
  const room = Math.max(1, width - left - right - (knob.active ? 44 : 8));
  const sizing = { text: value, bold, size: text.size, autoSize: text.auto_size, minSize: text.min_size, maxSize: text.max_size };
  const size = fontSize(sizing, room, Math.max(1, height - top - down), unit, measure);
  const behind = mesh.active && mesh.enabled[look] ? coated(background, mesh.color[look]) : background;
  return (
    <span
      className="plugin-text"
      data-wraps={wraps || undefined}
      style={{
        padding: [top, right, down, left].map((side) => `${Math.max(0, side)}px`).join(' '),
        fontSize: size,
        fontWeight: bold ? 500 : 400,
        textDecoration: text.underlined ? 'underline' : undefined,
        color: textColor(text.color[look], behind, palette),
        alignItems: alongVertical(text.vertical_align),
        justifyContent: alongHorizontal(text.horizontal_align),
        textAlign: alongHorizontal(text.horizontal_align),
      }}
    >
      <span>{value}</span>
    </span>
  );
}

function ButtonIcon({ content: { icon, text, mesh }, look, width, height, background }: ContentProps<Button> & { look: Look }) {
  const image = icon.value[look] || icon.value.idle;
  if (!icon.active || !image) return null;
  const side = Math.max(0, Math.min(width, height) * Math.min(1, icon.size));
  const [x, y] = icon.position;
  const behind = mesh.active && mesh.enabled[look] ? coated(background, mesh.color[look]) : background;
  const style: CSSProperties = {
    width: text.active ? Math.min(side, width * Math.max(0.1, icon.ratio)) : side,
    height: side,
    transform: `translate(${(x * width) / 2}px, ${(-y * height) / 2}px) rotate(${-icon.rotation[2]}deg)`,
  };
  return (
    <span className="plugin-icon" data-alone={!text.active || undefined} style={style}>
      <Picture image={image} fit="contain" alt="" background={behind} />
    </span>
  );
}

function SwitchKnob({ content }: { content: Button }) {
  const palette = usePalette();
  const { on_color, off_color } = content.switch;
  return (
    <span
      className="plugin-switch"
      data-on={content.selected || undefined}
      style={{ background: switchColor(content.selected ? on_color : off_color, palette) }}
      aria-hidden="true"
    />
  );
}

function paint(content: Button, look: Look, background: Rgba, palette: Palette): CSSProperties {
  const { mesh, outline } = content;
  const style: CSSProperties = {};
  if (mesh.active && mesh.enabled[look]) style.background = css(coated(background, mesh.color[look]));
  if (outline.active && outline.size[look] > 0) {
    const pixels = Math.max(1, Math.min(4, Math.round(outline.size[look] * OUTLINE)));
    style.boxShadow = `inset 0 0 0 ${pixels}px ${lineColor(outline.color[look], palette)}`;
  }
  return style;
}

function tipOf({ tooltip }: Button, why: string | undefined): string | undefined {
  const words = [tooltip.title, tooltip.content, why].filter(Boolean);
  return words.length > 0 ? words.join('\n') : undefined;
}
