// A plugin's picture, fetched once a room, shown in an <img> and nowhere else.
import { useEffect, useState } from 'react';
import { wordsOf } from '../../room/error';
import type { SessionId } from '../../api/types';
import type { RoomStore } from '../../room/store';
import { useStore } from '../../room/useRoom';
import { pictureOf } from '../image';
import { useStage } from '../stage';

export interface PictureProps {
  /** Its key among the session's images; empty = none. */
  image: string;
  fit: 'fill' | 'cover' | 'contain';
  alt: string;
}

type Found = { address: string } | { problem: string };

/** The pictures of each room: they never change under one key. */
const known = new WeakMap<RoomStore, Map<string, Promise<Found>>>();

export function Picture({ image, fit, alt }: PictureProps) {
  const store = useStore();
  const { session } = useStage();
  const [found, setFound] = useState<Found>();
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
  return <img className="picture" src={found.address} alt={alt} draggable={false} style={{ objectFit: fit }} />;
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
