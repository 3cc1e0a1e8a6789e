// A plugin's picture, fetched once a room, shown in an <img> and nowhere else.
import { useEffect, useState } from 'react';
import { wordsOf } from '../../room/error';
import type { SessionId } from '../../api/types';
import type { RoomStore } from '../../room/store';
import { useStore } from '../../room/useRoom';
import type { Rgba } from '../color';
import { pictureOf } from '../image';
import { isLost, smallPixels } from '../legible';
import { useStage } from '../stage';

export interface PictureProps {
  /** Its key among the session's images; empty = none. */
  image: string;
  fit: 'fill' | 'cover' | 'contain';
  alt: string;
  /** What it has to stand out from: a grey picture that does not is turned around. */
  background?: Rgba;
}

type Found = { address: string } | { problem: string };

/** The pictures of each room: they never change under one key. */
const known = new WeakMap<RoomStore, Map<string, Promise<Found>>>();

export function Picture({ image, fit, alt, background }: PictureProps) {
  const store = useStore();
  const { session } = useStage();
  const [found, setFound] = useState<Found>();
  const [pixels, setPixels] = useState<Uint8ClampedArray>();
  useEffect(() => {
    setFound(undefined);
    if (!image) return;
    let isCurrent = true;
    void pictureIn(store, session, image).then((picture) => isCurrent && setFound(picture));
    return () => {
      isCurrent = false;
    };
  }, [store, session, image]);
  if (!image || !found) return null;
  if ('problem' in found) return <span className="no-picture" data-tip={found.problem} />;
  const isTurned = background !== undefined && pixels !== undefined && isLost(pixels, background);
  return (
    <img
      className="picture"
      src={found.address}
      alt={alt}
      draggable={false}
      data-turned={isTurned || undefined}
      style={{ objectFit: fit }}
      onLoad={background && ((event) => setPixels(smallPixels(event.currentTarget)))}
    />
  );
}

function pictureIn(store: RoomStore, session: SessionId, image: string): Promise<Found> {
  const pictures = known.get(store) ?? new Map<string, Promise<Found>>();
  known.set(store, pictures);
  const key = `${session} ${image}`;
  const before = pictures.get(key);
  if (before) return before;
  const found = fetchPicture(store, session, image);
  pictures.set(key, found);
  return found;
}

async function fetchPicture(store: RoomStore, session: SessionId, image: string): Promise<Found> {
  try {
    const { bytes } = await store.file({ do: 'image', session, key: image });
    const picture = pictureOf(bytes);
    if (typeof picture === 'string') return { problem: picture };
    return { address: URL.createObjectURL(new Blob([bytes as BlobPart], { type: picture.type })) };
  } catch (error) {
    return { problem: `The picture did not come: ${wordsOf(error)}` };
  }
}
