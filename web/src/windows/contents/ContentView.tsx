// What a node shows, by its kind.
import { memo } from 'react';
import type { Content } from '../../api/types';
import { css, rgba, type Rgba } from '../color';
import { ButtonContent } from './ButtonContent';
import { DropdownContent } from './DropdownContent';
import { ImageContent } from './ImageContent';
import { LabelContent } from './LabelContent';
import { ListContent } from './ListContent';
import { LoadingBarContent } from './LoadingBarContent';
import { SliderContent } from './SliderContent';
import { TextInputContent } from './TextInputContent';

export interface ContentProps<T> {
  content: T;
  width: number;
  height: number;
  /** What is seen behind it. */
  background: Rgba;
}

export const ContentView = memo(function ContentView({ content, ...rest }: ContentProps<Content>) {
  switch (content.kind) {
    case 'button':
      return <ButtonContent content={content} {...rest} />;
    case 'label':
      return <LabelContent content={content} {...rest} />;
    case 'slider':
      return <SliderContent content={content} {...rest} />;
    case 'text_input':
      return <TextInputContent content={content} {...rest} />;
    case 'list':
      return <ListContent content={content} {...rest} />;
    case 'image':
      return <ImageContent content={content} {...rest} />;
    case 'loading_bar':
      return <LoadingBarContent content={content} {...rest} />;
    case 'dropdown':
      return <DropdownContent content={content} {...rest} />;
    case 'mesh':
      return <div className="mesh" style={{ background: css(rgba(content.color)) }} />;
    // A kind that a newer server knows: its place stays empty.
    default:
      return null;
  }
});
