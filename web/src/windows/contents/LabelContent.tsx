// A text to read.
import type { Label } from '../../api/types';
import { textColor, usePalette } from '../paint';
import { useStage } from '../stage';
import { fontSize } from '../text';
import { alongHorizontal, alongVertical } from './align';
import type { ContentProps } from './ContentView';

/** What the text keeps free at its sides, in pixels: `windows.css` says the same. */
const PADDING = 6;

export function LabelContent({ content, width, height, background }: ContentProps<Label>) {
  const { unit, measure } = useStage();
  const palette = usePalette();
  const { text, bold, size, auto_size: autoSize, min_size: minSize, max_size: maxSize } = content;
  if (!text) return null;
  return (
    <div
      className="plugin-text plugin-label"
      data-wraps
      data-content={content.id}
      style={{
        fontSize: fontSize({ text, bold, size, autoSize, minSize, maxSize }, width - PADDING, height, unit, measure),
        fontWeight: bold ? 600 : 400,
        fontStyle: content.italic ? 'italic' : undefined,
        textDecoration: content.underlined ? 'underline' : undefined,
        color: textColor(content.color, background, palette),
        alignItems: alongVertical(content.vertical_align),
        justifyContent: alongHorizontal(content.horizontal_align),
        textAlign: alongHorizontal(content.horizontal_align),
      }}
    >
      <span>{text}</span>
    </div>
  );
}
