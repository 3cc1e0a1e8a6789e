// A field to type in. While one types, what the plugin says of its text waits: focus, caret and words stay one's own.
import { useEffect, useMemo, useRef, useState, type ChangeEvent, type KeyboardEvent } from 'react';
import type { TextInput } from '../../api/types';
import { css, over, readable, rgba } from '../color';
import { usePalette } from '../paint';
import { useStage } from '../stage';
import { inputFontSize } from '../text';
import { Throttle } from '../throttle';
import { alongHorizontal } from './align';
import type { ContentProps } from './ContentView';

/** The library's field: black on white. The page has its own. */
const LIBRARY_BACKGROUND = 0xffffffff;

export function TextInputContent({ content, height, background }: ContentProps<TextInput>) {
  const stage = useStage();
  const draft = useDraft(content);
  const [left, right] = content.padding;
  const shared = {
    className: 'plugin-input',
    value: draft.text,
    placeholder: content.placeholder,
    'aria-label': content.placeholder || 'Text',
    'aria-disabled': stage.why !== undefined || undefined,
    readOnly: stage.why !== undefined,
    'data-content': content.id,
    'data-tip': stage.why,
    maxLength: content.max_length > 0 ? content.max_length : undefined,
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => draft.type(event.target.value),
    onFocus: () => draft.focus(true),
    onBlur: () => draft.focus(false),
    style: {
      ...useColors(content, background),
      fontSize: inputFontSize(content.text_size, content.multi_line ? Infinity : height, stage.unit),
      textAlign: alongHorizontal(content.horizontal_align),
      paddingLeft: Math.max(6, left * stage.unit),
      paddingRight: Math.max(6, right * stage.unit),
    },
  };
  if (content.multi_line) return <textarea {...shared} />;
  return (
    <input
      {...shared}
      type={content.password ? 'password' : 'text'}
      inputMode={content.number ? 'decimal' : undefined}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && draft.submit()}
    />
  );
}

/** One's own words, as long as one types. */
function useDraft(content: TextInput) {
  const stage = useStage();
  const [draft, setDraft] = useState<string>();
  const isFocused = useRef(false);
  const latest = useRef(stage);
  latest.current = stage;
  const typing = useMemo(() => {
    const send = (text: string, submit: boolean) =>
      latest.current.ask({ do: 'type', session: latest.current.session, content: content.id, text, submit });
    return { send, throttle: new Throttle<string>((text) => send(text, false)) };
  }, [content.id]);
  useEffect(() => {
    if (!isFocused.current) setDraft(undefined);
  }, [content.text]);
  return {
    text: draft ?? content.text,
    type(text: string): void {
      setDraft(text);
      typing.throttle.next(text);
    },
    submit(): void {
      typing.throttle.drop();
      typing.send(draft ?? content.text, true);
      // What the plugin makes of it may be shown now: most clear the field.
      setDraft(undefined);
    },
    focus(has: boolean): void {
      isFocused.current = has;
      if (!has && draft === content.text) setDraft(undefined);
    },
  };
}

function useColors(content: TextInput, background: ContentProps<TextInput>['background']) {
  const palette = usePalette();
  if (content.background_color >>> 0 === LIBRARY_BACKGROUND) return {};
  const own = over(rgba(content.background_color), background);
  return { background: css(own), color: css(readable(rgba(content.text_color), own)), borderColor: css(palette.line) };
}
